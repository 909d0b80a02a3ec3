/** The relations of the schema `conduct`: what the cluster is and does. Lines as those of the recorded shapes. */
export const CONDUCT_SHAPES = `
conduct workers v 15801 0 f worker:text! address:text! executors:int4! memory_bytes:int8! buckets:int8!
conduct placement v 15802 0 f schemaname:name! tablename:name! distribution:text! table_rows:int8! worker:text! buckets:int4
conduct buckets v 15803 0 f schemaname:name! tablename:name! bucket:int4! worker:text!
conduct queries v 15804 0 f session:int4! usename:name! started:timestamptz query:text!
conduct stages v 15805 0 f session:int4 query:text! stage:int4! tasks:int4! ended:int4! rows_out:int8! workers:_text!
conduct sections v 15807 0 f worker:text! schemaname:name! tablename:name! section:int8! kind:text! state:text! rows:int8! deleted_rows:int8! bytes:int8! columns:int4! buckets:int4 first_bucket:int4 last_bucket:int4
conduct settings v 15806 0 f name:text! setting:text unit:text description:text!
`;
