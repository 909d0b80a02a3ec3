/**
 * Settings of PostgreSQL 15 that sessions may change and that mean nothing here: tools and dumps set them, so they are known, with type,
 * unit, default and range (or values), and checked. `name type[:unit] default [min max | {values}]`
 */
export const POSTGRES_SETTINGS = `
backend_flush_after int:8kB 0 0 256
backslash_quote enum safe_encoding {safe_encoding,on,off}
backtrace_functions string ''
client_connection_check_interval int:ms 0 0 2147483647
commit_delay int 0 0 100000
commit_siblings int 5 0 1000
compute_query_id enum auto {auto,regress,on,off}
constraint_exclusion enum partition {partition,on,off}
cpu_index_tuple_cost real 0.005 0 1.79769e+308
cpu_operator_cost real 0.0025 0 1.79769e+308
cpu_tuple_cost real 0.01 0 1.79769e+308
cursor_tuple_fraction real 0.1 0 1
deadlock_timeout int:ms 1000 1 2147483647
debug_discard_caches int 0 0 0
debug_pretty_print bool on
debug_print_parse bool off
debug_print_plan bool off
debug_print_rewritten bool off
default_statistics_target int 100 1 10000
default_text_search_config string pg_catalog.simple
default_toast_compression enum pglz {pglz,lz4}
dynamic_library_path string $libdir
effective_cache_size int:8kB 524288 1 2147483647
effective_io_concurrency int 1 0 1000
enable_async_append bool on
enable_bitmapscan bool on
enable_gathermerge bool on
enable_hashagg bool on
enable_hashjoin bool on
enable_incremental_sort bool on
enable_indexonlyscan bool on
enable_indexscan bool on
enable_material bool on
enable_memoize bool on
enable_mergejoin bool on
enable_nestloop bool on
enable_parallel_append bool on
enable_parallel_hash bool on
enable_partition_pruning bool on
enable_partitionwise_aggregate bool off
enable_partitionwise_join bool off
enable_seqscan bool on
enable_sort bool on
enable_tidscan bool on
escape_string_warning bool on
exit_on_error bool off
force_parallel_mode enum off {off,on,regress}
from_collapse_limit int 8 1 2147483647
geqo bool on
geqo_effort int 5 1 10
geqo_generations int 0 0 2147483647
geqo_pool_size int 0 0 2147483647
geqo_seed real 0 0 1
geqo_selection_bias real 2 1.5 2
geqo_threshold int 12 2 2147483647
gin_fuzzy_search_limit int 0 0 2147483647
gin_pending_list_limit int:kB 4096 64 2147483647
hash_mem_multiplier real 2 1 1000
idle_session_timeout int:ms 0 0 2147483647
ignore_checksum_failure bool off
jit_above_cost real 100000 -1 1.79769e+308
jit_dump_bitcode bool off
jit_expressions bool on
jit_inline_above_cost real 500000 -1 1.79769e+308
jit_optimize_above_cost real 500000 -1 1.79769e+308
jit_tuple_deforming bool on
join_collapse_limit int 8 1 2147483647
lc_messages string ''
lc_monetary string C
lc_numeric string C
lc_time string C
lo_compat_privileges bool off
local_preload_libraries string ''
log_duration bool off
log_error_verbosity enum default {terse,default,verbose}
log_executor_stats bool off
log_lock_waits bool off
log_min_duration_sample int:ms -1 -1 2147483647
log_min_duration_statement int:ms -1 -1 2147483647
log_min_error_statement enum error {debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic}
log_min_messages enum warning {debug5,debug4,debug3,debug2,debug1,info,notice,warning,error,log,fatal,panic}
log_parameter_max_length int:B -1 -1 1073741823
log_parameter_max_length_on_error int:B 0 -1 1073741823
log_parser_stats bool off
log_planner_stats bool off
log_replication_commands bool off
log_statement enum none {none,ddl,mod,all}
log_statement_sample_rate real 1 0 1
log_statement_stats bool off
log_temp_files int:kB -1 -1 2147483647
log_transaction_sample_rate real 0 0 1
logical_decoding_work_mem int:kB 65536 64 2147483647
maintenance_io_concurrency int 10 0 1000
maintenance_work_mem int:kB 65536 1024 2147483647
max_parallel_maintenance_workers int 2 0 1024
max_parallel_workers int 8 0 1024
max_parallel_workers_per_gather int 2 0 1024
max_stack_depth int:kB 2048 100 2147483647
min_parallel_index_scan_size int:8kB 64 0 715827882
min_parallel_table_scan_size int:8kB 1024 0 715827882
parallel_leader_participation bool on
parallel_setup_cost real 1000 0 1.79769e+308
parallel_tuple_cost real 0.1 0 1.79769e+308
password_encryption enum scram-sha-256 {md5,scram-sha-256}
plan_cache_mode enum auto {auto,force_generic_plan,force_custom_plan}
quote_all_identifiers bool off
random_page_cost real 4 0 1.79769e+308
recursive_worktable_factor real 10 0.001 1e+06
seq_page_cost real 1 0 1.79769e+308
session_preload_libraries string ''
session_replication_role enum origin {origin,replica,local}
stats_fetch_consistency enum cache {none,cache,snapshot}
synchronize_seqscans bool on
tcp_keepalives_count int 0 0 2147483647
tcp_keepalives_idle int:s 0 0 2147483647
tcp_keepalives_interval int:s 0 0 2147483647
tcp_user_timeout int:ms 0 0 2147483647
temp_buffers int:8kB 1024 100 1073741823
temp_file_limit int:kB -1 -1 2147483647
temp_tablespaces string ''
trace_notify bool off
trace_sort bool off
track_activities bool on
track_counts bool on
track_functions enum none {none,pl,all}
track_io_timing bool off
track_wal_io_timing bool off
update_process_title bool on
vacuum_cost_delay real:ms 0 0 100
vacuum_cost_limit int 200 1 10000
vacuum_cost_page_dirty int 20 0 10000
vacuum_cost_page_hit int 1 0 10000
vacuum_cost_page_miss int 2 0 10000
vacuum_failsafe_age int 1600000000 0 2100000000
vacuum_freeze_min_age int 50000000 0 1000000000
vacuum_freeze_table_age int 150000000 0 2000000000
vacuum_multixact_failsafe_age int 1600000000 0 2100000000
vacuum_multixact_freeze_min_age int 5000000 0 1000000000
vacuum_multixact_freeze_table_age int 150000000 0 2000000000
wal_compression enum off {pglz,lz4,zstd,on,off}
wal_consistency_checking string ''
wal_init_zero bool on
wal_recycle bool on
wal_sender_timeout int:ms 60000 0 2147483647
wal_skip_threshold int:kB 2048 0 2147483647
work_mem int:kB 4096 64 2147483647
xmlbinary enum base64 {base64,hex}
zero_damaged_pages bool off
`;
