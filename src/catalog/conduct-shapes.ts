/** The relations of the schema `conduct`: what the cluster is and does. Lines as those of the recorded shapes. */
export const CONDUCT_SHAPES = `
conduct workers v 15801 0 f worker:text! address:text! since:timestamptz buckets:int4
conduct placement v 15802 0 f schemaname:name! tablename:name! distribution:text! table_rows:int8! worker:text! buckets:int4
conduct sections v 15803 0 f schemaname:name! tablename:name! worker:text! section:text! rows:int8! bytes:int8! version:int8
conduct queries v 15804 0 f session:int4! usename:name! started:timestamptz! state:text! query:text!
conduct stages v 15805 0 f query:text! stage:int4! worker:text! state:text!
conduct settings v 15806 0 f name:text! setting:text unit:text description:text!
`;
