/** Every limit of the system, named with its unit. A limit that is reached is an error that says so. */
export const LIMITS = {
  /** Rows: foreign keys of more are looked for in the whole table after an INSERT. */
  checkedReferences: 1_000,
  /** Rows: an INSERT of more does not wait for others that bring the same keys, but finds them at the commit. */
  lockedKeys: 10_000,
  /** Estimated rows of a result from which on the tasks of its last stage make the client's messages. */
  renderedRows: 4_096,
  /** Rows of a table that a transaction locks one by one; to change more it locks the table. */
  lockedRows: 4_096,

  /** Statement text accepted from a client, in bytes. */
  /** A refused statement in another dialect that is longer is not read a second time to tell why. */
  secondReadingCharacters: 64 << 10,
  statementBytes: 64 << 20,
  /** One frontend protocol message, in bytes (PostgreSQL: 1 GiB). */
  wireMessageBytes: 256 << 20,
  /** A message of a client that nobody knows yet, in bytes (PostgreSQL's PG_MAX_AUTH_TOKEN_LENGTH). */
  authMessageBytes: 65_535,
  /** Startup packet, in bytes (PostgreSQL's MAX_STARTUP_PACKET_LENGTH). */
  startupPacketBytes: 10_000,
  /** Nesting of expressions and queries that the binder follows before 54001. */
  nestingDepth: 4_000,
  /** References to WITH tables and views that one statement may expand to, nested ones included. */
  inlinedQueries: 1_000,
  /** Arguments of GREATEST and LEAST: each is compared with each other. */
  greatestArguments: 100,
  /** Elements of CUBE: it stands for two to the power of it grouping sets (PostgreSQL's limit). */
  cubeElements: 12,
  /** Grouping sets of a GROUP BY (PostgreSQL's limit). */
  groupingSets: 4_096,
  /** Types that are more than a kind which an executor keeps for functions without a compiled form. */
  cachedHostTypes: 1_000,
  /** Elements of a constant array that `x op ANY (array)` is written out for. */
  expandedArrayItems: 32,
  /** Rows that a cursor reads ahead when it is declared. */
  cursorReadAheadRows: 65_536,
  /** Rows of a cursor that are kept to be fetched again, or to outlive its transaction, in bytes. */
  cursorKeptBytes: 256 << 20,
  /** Elements of an array (PostgreSQL's MaxArraySize: as many pointers as fit an allocation of 1 GiB). */
  arrayElements: 134_217_727,
  /** Levels of arrays and objects within each other in a JSON text. */
  jsonDepth: 2_500,
  /** Paths of SQL/JSON that a process keeps parsed. */
  cachedJsonPaths: 256,
  /** Columns of a table (PostgreSQL: 1,600). */
  tableColumns: 1_600,
  /** Entries of a select list (PostgreSQL: 1,664). */
  targetEntries: 1_664,
  /** Bytes of an identifier; longer ones are cut as PostgreSQL does (NAMEDATALEN - 1). */
  identifierBytes: 63,
  /** Text of a date, time or interval, in characters. */
  datetimeInputChars: 256,
  /** Name or POSIX specification of a time zone (PostgreSQL's TZ_STRLEN_MAX). */
  timeZoneNameBytes: 255,
  /** Time zones that a process keeps parsed, by the names they were asked for. */
  cachedTimeZones: 1_000,
  /** Parsed templates of to_char and its kin that a thread keeps. */
  cachedTemplates: 200,
  /** Parameters of a prepared statement (Int16 on the wire, read as unsigned). */
  parameters: 65_535,
  /** Client connections at once. */
  connections: 2_000,
  /** Buckets of a distributed table. */
  buckets: 256,
  /** Shares of the buckets that executors take in turn when each bucket is to be one executor's. */
  bucketShares: 64,
  /** Rows of a morsel: the unit that an executor takes from a pipeline's source. */
  morselRows: 32_768,
  /** Rows of one block inside a morsel (selection vectors). */
  blockRows: 1_024,
  /** Rows of a section at the most. */
  sectionRows: 1 << 20,
  /** A commit with fewer rows for a worker goes to the table's delta, others become sections. */
  deltaRows: 65_536,
  /** Delta rows of a table on a worker above which the delta is sealed into a section. */
  deltaSealRows: 262_144,
  /** Rows of an exchange frame at the most. */
  frameRows: 131_072,
  /** Bytes of an exchange frame, about. */
  frameBytes: 1 << 20,
  /** Output buffers of one executor for all partitions, in bytes, about. */
  outputBytes: 32 << 20,
  /** Bytes that a producer may hold for one consumer before it parks. */
  exchangeBufferBytes: 32 << 20,
  /** gRPC flow-control window, in bytes (client side). */
  grpcWindowBytes: 4 << 20,
  /** Largest gRPC message, in bytes. */
  grpcMessageBytes: 512 << 20,
  /** Result rows that the conductor holds for a client that reads slowly, in bytes. */
  resultBufferBytes: 4 << 20,
  /** Deadline of a unary control call, in milliseconds. */
  controlCallMs: 30_000,
  /** Deadline of an append or a prepare, which write and fsync, in milliseconds. */
  writeCallMs: 600_000,
  /**
   * Interval of worker heartbeats, in milliseconds, and how many missed ones evict. A dead process shows at once as a broken
   * connection: beats find out frozen ones, and a busy machine delays a live worker for seconds.
   */
  heartbeatMs: 1_000,
  heartbeatMisses: 10,
  /** Compiled pipeline modules kept per worker. */
  compiledModules: 512,
  /** Ways that what goes to disk is parted in one pass, as a power of 2, and passes that part the parts again. */
  spillPartitionBits: 5,
  spillLevels: 6,
  /** Blocks of a file of tuples, in bytes; what is written and read at once. */
  spillBlockBytes: 256 << 10,
  spillWriteBytes: 1 << 20,
  spillReadBytes: 4 << 20,
  /** Sorted runs that are merged at once. */
  spillMergeRuns: 64,
  /** Disk that the queries of a worker may take together, in bytes (`--spill`). */
  spillQuotaBytes: 64 * 2 ** 30,
  /** Memory of one query on one worker, in bytes (`conduct.work_mem`): above, operators go to disk, and what can't gets 53200. */
  workMemBytes: 2 ** 31,
  leastWorkMemBytes: 4 << 20,
  /** Estimate under which a subplan may run as one task: rows and bytes. */
  smallPlanRows: 10_000,
  smallPlanBytes: 1 << 20,
  /** Relations up to which join order is searched exhaustively. */
  exhaustiveJoinRelations: 10,
  /** Bytes of appended rows that a transaction holds in memory for a table on a worker before they become a section. */
  appendBufferBytes: 128 << 20,
  /** Rows whose key columns a worker keeps to compare keys by, and entries of a key's index that may lead nowhere. */
  keyRowsKept: 1 << 21,
  staleKeys: 65_536,
  /** Delta batches of a table on a worker above which small ones are merged. */
  deltaBatches: 64,
  /** Share of a section's rows that are deleted from which on it is written anew. */
  compactDeletedShare: 0.25,
  /** Sections of a table on a worker, each smaller than half of a full one, from which on they are made one. */
  compactSections: 8,
  /** Time that superseded delta batches and truncated sections stay for snapshots that were taken before, in milliseconds. */
  snapshotGraceMs: 15_000,
  /** What workers have committed by themselves is in the catalog on disk after this time. */
  catalogSaveMs: 250,
  /** So many of them may wait for it; before another one the catalog is written, and where that fails, the statement does. */
  unsavedCommits: 4_096,
  /** A client waits so long for a worker that went away while it committed; then it is told that nobody knows. */
  unknownOutcomeMs: 20_000,
  /** Ids of queries and transactions that ended, remembered so that late messages for them are turned away. */
  rememberedIds: 4_096,
  /** Requests up to this size share a channel's stream of calls, in bytes; larger ones are gRPC calls of their own. */
  sharedCallBytes: 256 << 10,
  /** A stream that ends within so many bytes, and in so many milliseconds after its first item, is answered whole. */
  inlineStreamBytes: 128 << 10,
  inlineStreamMs: 3,
  /** How long a message that nobody waits for may wait for others to travel with, in milliseconds. */
  lazyCallMs: 10,
  /** Text of a COPY that the conductor parses by itself, in bytes: of more, it only finds the rows, and workers parse them. */
  copyOnConductorBytes: 64 << 10,
  /** Rows that a query over constants may make on the conductor; above, workers run it. */
  constantRows: 10_000,
  /** Rows and bytes of a plan's tables up to which the conductor may run it (`conduct.local_rows`). */
  localRows: 4_096,
  localBytes: 1 << 20,
  /**
   * What such a plan may do, in rows that pass an operator: as it is estimated, and as it turns out. The interpreter takes about as long for
   * the first as the workers need to start their tasks.
   */
  localWork: 65_536,
  localWorkDone: 524_288,
  /** The same where the workers can't run the plan, as it asks for the catalog: above, the statement fails. */
  catalogWorkDone: 50_000_000,
  /** How long it may hold the conductor's thread at a time, in milliseconds. */
  localSliceMs: 4,
  /** Memory for the rows of small tables, in bytes. */
  localTableBytes: 32 << 20,
  /** How often a recursion that uses columns of the query around it is run in a statement. */
  correlatedRecursions: 10_000,
  /** Rows of a WITH RECURSIVE, which are kept on the conductor. */
  recursiveRows: 2_000_000,
  /** Rows of a chunk of generate_series, of which there is nothing in memory. */
  seriesChunkRows: 1 << 20,
  /** A pipeline with no more input rows, which may become no more rows on their way, runs in the worker's main thread. */
  inlineRows: 2_048,
  /** Rows of a pipeline's input, likewise: a bucket of a million-row table. */
  inlineInputRows: 8_192,
  inlineWork: 1 << 18,
  /** How long the rows of such a pipeline may wait for the rest of its input, in milliseconds. */
  inlineHoldMs: 10,
  /** Values of a sequence that one write to the catalog covers, as in PostgreSQL: a crash leaves out so many at most. */
  sequenceValuesAhead: 32,
  /** The same for a statement of many rows. */
  sequenceValuesAheadOfMany: 8_192,
  /** States of a regular expression's automaton; kept states of the one made from it. */
  regexStates: 200_000,
  regexDfaStates: 2_000,
  /** Characters that one match may read, again and again where back references are tried. */
  regexSteps: 200_000_000,
  /** Compiled regular expressions kept by a thread. */
  regexPatterns: 256,
  /** Plans of queries that the conductor keeps, and the largest text of a bound plan that one is kept for, in characters. */
  rememberedPlans: 256,
  rememberedPlanChars: 1 << 18,
  /** Parsed texts of views, defaults and checks that the conductor keeps. */
  storedQueries: 2_000,
  /** Files that one call such as read_parquet may name, and levels of folders that `**` goes down. */
  filesOfCall: 20_000,
  globDepth: 32,
  /** About so many bytes of a text file are read by one worker at a time. */
  fileSplitBytes: 16 << 20,
  /** A JSON file that is one array, and so is read by one worker in one piece, in bytes. */
  jsonFileBytes: 1 << 30,
  /** Description of an Arrow file or of one of its record batches, and one decompressed buffer, in bytes. */
  arrowMessageBytes: 64 << 20,
  arrowBufferBytes: 512 << 20,
  /** Rows of a record batch for each byte that it has: a bit each, and compression. */
  arrowRowsPerByte: 8 << 10,
  /** Partitions that one task of COPY TO writes at once, a file each. */
  openPartitions: 1_000,
  /** Descriptions of files that a process keeps. */
  cachedFooters: 1_000,
  /** Description at the end of a Parquet file, in bytes. */
  parquetFooterBytes: 256 << 20,
  /** One page of a Parquet file, decompressed, in bytes. */
  parquetPageBytes: 512 << 20,
  /** Rows of a row group of a Parquet file. */
  parquetGroupRows: 1 << 28,
  /** Values of a column with structure in a row group of a Parquet file: they are put together one by one. */
  nestedValues: 1 << 25,
  /** One attempt of a request to an object store, how often it is tried, and the pauses between: the first at most, and any at most. */
  objectRequestMs: 60_000,
  objectAttempts: 6,
  objectBackOffMs: 200,
  objectBackOffMostMs: 5_000,
  /** A range of an object that is asked for at once, in bytes. */
  objectRangeBytes: 8 << 20,
  /** A part of an object that is written in parts, in bytes: a store takes 10,000 of at least 5 MiB. */
  uploadPartBytes: 8 << 20,
  /** Objects that are looked at for a pattern. */
  listedObjects: 100_000,
} as const;
