/** The relations of the schema `conduct`: what the cluster is and does. Lines as those of the recorded shapes. */
export const CONDUCT_SHAPES = `
conduct workers v 15801 0 f worker:text! address:text! executors:int4! memory_bytes:int8! buckets:int8!
conduct placement v 15802 0 f schemaname:name! tablename:name! distribution:text! table_rows:int8! worker:text! buckets:int4
conduct buckets v 15803 0 f schemaname:name! tablename:name! bucket:int4! worker:text!
conduct queries v 15804 0 f session:int4! usename:name! started:timestamptz query:text!
conduct stages v 15805 0 f session:int4 query:text! stage:int4! tasks:int4! ended:int4! rows_out:int8! workers:_text!
conduct settings v 15806 0 f name:text! setting:text unit:text description:text!
`;
