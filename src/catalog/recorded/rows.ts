/**
 * Written by scripts/record-catalogs.js, do not edit. Facts of PostgreSQL's catalogs (Copyright PostgreSQL Global Development Group, PostgreSQL
 * License). Long, because it is data. Lines: =relation column=default ..., then its rows; an empty cell is the default.
 */
export const ROWS = String.raw`
=pg_type	oid	typname=_pg_user_mappings	typnamespace=11	typowner=10	typlen=-1	typbyval=false	typtype=b	typcategory=A	typispreferred=false	typisdefined=true	typdelim=,	typrelid=0	typsubscript=0	typelem=0	typarray=0	typinput=750	typoutput=751	typreceive=2400	typsend=2401	typmodin=0	typmodout=0	typanalyze=0	typalign=d	typstorage=x	typnotnull=false	typbasetype=0	typtypmod=-1	typndims=0	typcollation=0	typdefaultbin=\N	typdefault=\N	typacl=\N
16	bool			1	true		B	true						1000	1242	1243	2436	2437				c	p
17	bytea						U							1001	1244	31	2412	2413				i
18	char			1	true		Z							1002	1245	33	2434	2435				c	p
19	name			64			S					6180	18	1003	34	35	2422	2423				c	p					950
20	int8			8	true		N							1016	460	461	2408	2409					p
21	int2			2	true		N							1005	38	39	2404	2405				s	p
22	int2vector											6179	21	1006	40	41	2410	2411				i	p
23	int4			4	true		N							1007	42	43	2406	2407				i	p
24	regproc			4	true		N							1008	44	45	2444	2445				i	p
25	text						S	true						1009	46	47	2414	2415				i						100
26	oid			4	true		N	true						1028	1798	1799	2418	2419				i	p
27	tid			6			U							1010	48	49	2438	2439				s	p
28	xid			4	true		U							1011	50	51	2440	2441				i	p
29	cid			4	true		U							1012	52	53	2442	2443				i	p
30	oidvector											6179	26	1013	54	55	2420	2421				i	p
71	pg_type					c	C				1247			210	2290	2291	2402	2403
75	pg_attribute					c	C				1249			270	2290	2291	2402	2403
81	pg_proc					c	C				1255			272	2290	2291	2402	2403
83	pg_class					c	C				1259			273	2290	2291	2402	2403
114	json						U							199	321	322	323	324				i
142	xml						U							143	2893	2894	2898	2899				i
194	pg_node_tree						Z								195	196	197	198				i						100
3361	pg_ndistinct						Z								3355	3356	3357	3358				i						100
3402	pg_dependencies						Z								3404	3405	3406	3407				i						100
5017	pg_mcv_list						Z								5018	5019	5020	5021				i						100
32	pg_ddl_command			8	true	p	P								86	87	88	90					p
5069	xid8			8	true		U							271	5070	5081	5082	5083					p
600	point			16			G					6180	701	1017	117	118	2428	2429					p
601	lseg			32			G					6180	600	1018	119	120	2480	2481					p
602	path						G							1019	121	122	2482	2483
603	box			32			G			;		6180	600	1020	123	124	2484	2485					p
604	polygon						G							1027	347	348	2486	2487
628	line			24			G					6180	701	629	1490	1491	2488	2489					p
700	float4			4	true		N							1021	200	201	2424	2425				i	p
701	float8			8	true		N	true						1022	214	215	2426	2427					p
705	unknown			-2		p	X								109	110	2416	2417				c	p
718	circle			24			G							719	1450	1451	2490	2491					p
790	money			8	true		N							791	886	887	2492	2493					p
829	macaddr			6			U							1040	436	437	2494	2495				i	p
869	inet						I	true						1041	910	911	2496	2497				i	m
650	cidr						I							651	1267	1427	2498	2499				i	m
774	macaddr8			8			U							775	4110	4111	3446	3447				i	p
1033	aclitem			12			U							1034	1031	1032	0	0				i	p
1042	bpchar						S							1014	1044	1045	2430	2431	2913	2914		i						100
1043	varchar						S							1015	1046	1047	2432	2433	2915	2916		i						100
1082	date			4	true		D							1182	1084	1085	2468	2469				i	p
1083	time			8	true		D							1183	1143	1144	2470	2471	2909	2910			p
1114	timestamp			8	true		D							1115	1312	1313	2474	2475	2905	2906			p
1184	timestamptz			8	true		D	true						1185	1150	1151	2476	2477	2907	2908			p
1186	interval			16			T	true						1187	1160	1161	2478	2479	2903	2904			p
1266	timetz			12			D							1270	1350	1351	2472	2473	2911	2912			p
1560	bit						V							1561	1564	1565	2456	2457	2919	2920		i
1562	varbit						V	true						1563	1579	1580	2458	2459	2902	2921		i
1700	numeric						N							1231	1701	1702	2460	2461	2917	2918		i	m
1790	refcursor						U							2201	46	47	2414	2415				i
2202	regprocedure			4	true		N							2207	2212	2213	2446	2447				i	p
2203	regoper			4	true		N							2208	2214	2215	2448	2449				i	p
2204	regoperator			4	true		N							2209	2216	2217	2450	2451				i	p
2205	regclass			4	true		N							2210	2218	2219	2452	2453				i	p
4191	regcollation			4	true		N							4192	4193	4194	4196	4197				i	p
2206	regtype			4	true		N							2211	2220	2221	2454	2455				i	p
4096	regrole			4	true		N							4097	4098	4092	4094	4095				i	p
4089	regnamespace			4	true		N							4090	4084	4085	4087	4088				i	p
2950	uuid			16			U							2951	2952	2953	2961	2962				c	p
3220	pg_lsn			8	true		U							3221	3229	3230	3238	3239					p
3614	tsvector						U							3643	3610	3611	3639	3638			3688	i
3642	gtsvector						U							3644	3646	3647	0	0				i	p
3615	tsquery						U							3645	3612	3613	3641	3640				i	p
3734	regconfig			4	true		N							3735	3736	3737	3738	3739				i	p
3769	regdictionary			4	true		N							3770	3771	3772	3773	3774				i	p
3802	jsonb						U					6098		3807	3806	3804	3805	3803				i
4072	jsonpath						U							4073	4001	4003	4002	4004				i
2970	txid_snapshot						U							2949	2939	2940	2941	2942
5038	pg_snapshot						U							5039	5055	5056	5057	5058
3904	int4range					r	R							3905	3834	3835	3836	3837			3916	i
3906	numrange					r	R							3907	3834	3835	3836	3837			3916	i
3908	tsrange					r	R							3909	3834	3835	3836	3837			3916
3910	tstzrange					r	R							3911	3834	3835	3836	3837			3916
3912	daterange					r	R							3913	3834	3835	3836	3837			3916	i
3926	int8range					r	R							3927	3834	3835	3836	3837			3916
4451	int4multirange					m	R							6150	4231	4232	4233	4234			4242	i
4532	nummultirange					m	R							6151	4231	4232	4233	4234			4242	i
4533	tsmultirange					m	R							6152	4231	4232	4233	4234			4242
4534	tstzmultirange					m	R							6153	4231	4232	4233	4234			4242
4535	datemultirange					m	R							6155	4231	4232	4233	4234			4242	i
4536	int8multirange					m	R							6157	4231	4232	4233	4234			4242
2249	record					p	P							2287	2290	2291	2402	2403
2287	_record					p	P					6179	2249								3816
2275	cstring			-2		p	P							1263	2292	2293	2500	2501				c	p
2276	any			4	true	p	P								2294	2295	0	0				i	p
2277	anyarray					p	P								2296	2297	2502	2503
2278	void			4	true	p	P								2298	2299	3120	3121				i	p
2279	trigger			4	true	p	P								2300	2301	0	0				i	p
3838	event_trigger			4	true	p	P								3594	3595	0	0				i	p
2280	language_handler			4	true	p	P								2302	2303	0	0				i	p
2281	internal			8	true	p	P								2304	2305	0	0					p
2283	anyelement			4	true	p	P								2312	2313	0	0				i	p
2776	anynonarray			4	true	p	P								2777	2778	0	0				i	p
3500	anyenum			4	true	p	P								3504	3505	0	0				i	p
3115	fdw_handler			4	true	p	P								3116	3117	0	0				i	p
325	index_am_handler			4	true	p	P								326	327	0	0				i	p
3310	tsm_handler			4	true	p	P								3311	3312	0	0				i	p
269	table_am_handler			4	true	p	P								267	268	0	0				i	p
3831	anyrange					p	P								3832	3833	0	0
5077	anycompatible			4	true	p	P								5086	5087	0	0				i	p
5078	anycompatiblearray					p	P								5088	5089	5090	5091
5079	anycompatiblenonarray			4	true	p	P								5092	5093	0	0				i	p
5080	anycompatiblerange					p	P								5094	5095	0	0
4537	anymultirange					p	P								4229	4230	0	0
4538	anycompatiblemultirange					p	P								4226	4227	0	0
4600	pg_brin_bloom_summary						Z								4596	4597	4598	4599				i						100
4601	pg_brin_minmax_multi_summary						Z								4638	4639	4640	4641				i						100
1000	_bool											6179	16								3816	i
1001	_bytea											6179	17								3816	i
1002	_char											6179	18								3816	i
1003	_name											6179	19								3816	i						950
1016	_int8											6179	20								3816
1005	_int2											6179	21								3816	i
1006	_int2vector											6179	22								3816	i
1007	_int4											6179	23								3816	i
1008	_regproc											6179	24								3816	i
1009	_text											6179	25								3816	i						100
1028	_oid											6179	26								3816	i
1010	_tid											6179	27								3816	i
1011	_xid											6179	28								3816	i
1012	_cid											6179	29								3816	i
1013	_oidvector											6179	30								3816	i
210	_pg_type											6179	71								3816
270	_pg_attribute											6179	75								3816
272	_pg_proc											6179	81								3816
273	_pg_class											6179	83								3816
199	_json											6179	114								3816	i
143	_xml											6179	142								3816	i
271	_xid8											6179	5069								3816
1017	_point											6179	600								3816
1018	_lseg											6179	601								3816
1019	_path											6179	602								3816
1020	_box									;		6179	603								3816
1027	_polygon											6179	604								3816
629	_line											6179	628								3816
1021	_float4											6179	700								3816	i
1022	_float8											6179	701								3816
719	_circle											6179	718								3816
791	_money											6179	790								3816
1040	_macaddr											6179	829								3816	i
1041	_inet											6179	869								3816	i
651	_cidr											6179	650								3816	i
775	_macaddr8											6179	774								3816	i
1034	_aclitem											6179	1033								3816	i
1014	_bpchar											6179	1042						2913	2914	3816	i						100
1015	_varchar											6179	1043						2915	2916	3816	i						100
1182	_date											6179	1082								3816	i
1183	_time											6179	1083						2909	2910	3816
1115	_timestamp											6179	1114						2905	2906	3816
1185	_timestamptz											6179	1184						2907	2908	3816
1187	_interval											6179	1186						2903	2904	3816
1270	_timetz											6179	1266						2911	2912	3816
1561	_bit											6179	1560						2919	2920	3816	i
1563	_varbit											6179	1562						2902	2921	3816	i
1231	_numeric											6179	1700						2917	2918	3816	i
2201	_refcursor											6179	1790								3816	i
2207	_regprocedure											6179	2202								3816	i
2208	_regoper											6179	2203								3816	i
2209	_regoperator											6179	2204								3816	i
2210	_regclass											6179	2205								3816	i
4192	_regcollation											6179	4191								3816	i
2211	_regtype											6179	2206								3816	i
4097	_regrole											6179	4096								3816	i
4090	_regnamespace											6179	4089								3816	i
2951	_uuid											6179	2950								3816	i
3221	_pg_lsn											6179	3220								3816
3643	_tsvector											6179	3614								3816	i
3644	_gtsvector											6179	3642								3816	i
3645	_tsquery											6179	3615								3816	i
3735	_regconfig											6179	3734								3816	i
3770	_regdictionary											6179	3769								3816	i
3807	_jsonb											6179	3802								3816	i
4073	_jsonpath											6179	4072								3816	i
2949	_txid_snapshot											6179	2970								3816
5039	_pg_snapshot											6179	5038								3816
3905	_int4range											6179	3904								3816	i
3907	_numrange											6179	3906								3816	i
3909	_tsrange											6179	3908								3816
3911	_tstzrange											6179	3910								3816
3913	_daterange											6179	3912								3816	i
3927	_int8range											6179	3926								3816
6150	_int4multirange											6179	4451								3816	i
6151	_nummultirange											6179	4532								3816	i
6152	_tsmultirange											6179	4533								3816
6153	_tstzmultirange											6179	4534								3816
6155	_datemultirange											6179	4535								3816	i
6157	_int8multirange											6179	4536								3816
1263	_cstring											6179	2275								3816	i
10001	pg_attrdef					c	C				2604			10000	2290	2291	2402	2403
10000	_pg_attrdef											6179	10001								3816
10003	pg_constraint					c	C				2606			10002	2290	2291	2402	2403
10002	_pg_constraint											6179	10003								3816
10005	pg_inherits					c	C				2611			10004	2290	2291	2402	2403
10004	_pg_inherits											6179	10005								3816
10007	pg_index					c	C				2610			10006	2290	2291	2402	2403
10006	_pg_index											6179	10007								3816
10009	pg_operator					c	C				2617			10008	2290	2291	2402	2403
10008	_pg_operator											6179	10009								3816
10011	pg_opfamily					c	C				2753			10010	2290	2291	2402	2403
10010	_pg_opfamily											6179	10011								3816
10013	pg_opclass					c	C				2616			10012	2290	2291	2402	2403
10012	_pg_opclass											6179	10013								3816
10015	pg_am					c	C				2601			10014	2290	2291	2402	2403
10014	_pg_am											6179	10015								3816
10017	pg_amop					c	C				2602			10016	2290	2291	2402	2403
10016	_pg_amop											6179	10017								3816
10019	pg_amproc					c	C				2603			10018	2290	2291	2402	2403
10018	_pg_amproc											6179	10019								3816
10021	pg_language					c	C				2612			10020	2290	2291	2402	2403
10020	_pg_language											6179	10021								3816
10023	pg_largeobject_metadata					c	C				2995			10022	2290	2291	2402	2403
10022	_pg_largeobject_metadata											6179	10023								3816
10025	pg_largeobject					c	C				2613			10024	2290	2291	2402	2403
10024	_pg_largeobject											6179	10025								3816
10027	pg_aggregate					c	C				2600			10026	2290	2291	2402	2403
10026	_pg_aggregate											6179	10027								3816
10029	pg_statistic					c	C				2619			10028	2290	2291	2402	2403
10028	_pg_statistic											6179	10029								3816
10031	pg_statistic_ext					c	C				3381			10030	2290	2291	2402	2403
10030	_pg_statistic_ext											6179	10031								3816
10033	pg_statistic_ext_data					c	C				3429			10032	2290	2291	2402	2403
10032	_pg_statistic_ext_data											6179	10033								3816
10035	pg_rewrite					c	C				2618			10034	2290	2291	2402	2403
10034	_pg_rewrite											6179	10035								3816
10037	pg_trigger					c	C				2620			10036	2290	2291	2402	2403
10036	_pg_trigger											6179	10037								3816
10039	pg_event_trigger					c	C				3466			10038	2290	2291	2402	2403
10038	_pg_event_trigger											6179	10039								3816
10041	pg_description					c	C				2609			10040	2290	2291	2402	2403
10040	_pg_description											6179	10041								3816
10043	pg_cast					c	C				2605			10042	2290	2291	2402	2403
10042	_pg_cast											6179	10043								3816
10045	pg_enum					c	C				3501			10044	2290	2291	2402	2403
10044	_pg_enum											6179	10045								3816
10047	pg_namespace					c	C				2615			10046	2290	2291	2402	2403
10046	_pg_namespace											6179	10047								3816
10049	pg_conversion					c	C				2607			10048	2290	2291	2402	2403
10048	_pg_conversion											6179	10049								3816
10051	pg_depend					c	C				2608			10050	2290	2291	2402	2403
10050	_pg_depend											6179	10051								3816
1248	pg_database					c	C				1262			10052	2290	2291	2402	2403
10052	_pg_database											6179	1248								3816
10054	pg_db_role_setting					c	C				2964			10053	2290	2291	2402	2403
10053	_pg_db_role_setting											6179	10054								3816
10056	pg_tablespace					c	C				1213			10055	2290	2291	2402	2403
10055	_pg_tablespace											6179	10056								3816
2842	pg_authid					c	C				1260			10057	2290	2291	2402	2403
10057	_pg_authid											6179	2842								3816
2843	pg_auth_members					c	C				1261			10058	2290	2291	2402	2403
10058	_pg_auth_members											6179	2843								3816
10060	pg_shdepend					c	C				1214			10059	2290	2291	2402	2403
10059	_pg_shdepend											6179	10060								3816
10062	pg_shdescription					c	C				2396			10061	2290	2291	2402	2403
10061	_pg_shdescription											6179	10062								3816
10064	pg_ts_config					c	C				3602			10063	2290	2291	2402	2403
10063	_pg_ts_config											6179	10064								3816
10066	pg_ts_config_map					c	C				3603			10065	2290	2291	2402	2403
10065	_pg_ts_config_map											6179	10066								3816
10068	pg_ts_dict					c	C				3600			10067	2290	2291	2402	2403
10067	_pg_ts_dict											6179	10068								3816
10070	pg_ts_parser					c	C				3601			10069	2290	2291	2402	2403
10069	_pg_ts_parser											6179	10070								3816
10072	pg_ts_template					c	C				3764			10071	2290	2291	2402	2403
10071	_pg_ts_template											6179	10072								3816
10074	pg_extension					c	C				3079			10073	2290	2291	2402	2403
10073	_pg_extension											6179	10074								3816
10076	pg_foreign_data_wrapper					c	C				2328			10075	2290	2291	2402	2403
10075	_pg_foreign_data_wrapper											6179	10076								3816
10078	pg_foreign_server					c	C				1417			10077	2290	2291	2402	2403
10077	_pg_foreign_server											6179	10078								3816
10080	pg_user_mapping					c	C				1418			10079	2290	2291	2402	2403
10079	_pg_user_mapping											6179	10080								3816
10082	pg_foreign_table					c	C				3118			10081	2290	2291	2402	2403
10081	_pg_foreign_table											6179	10082								3816
10084	pg_policy					c	C				3256			10083	2290	2291	2402	2403
10083	_pg_policy											6179	10084								3816
10086	pg_replication_origin					c	C				6000			10085	2290	2291	2402	2403
10085	_pg_replication_origin											6179	10086								3816
10088	pg_default_acl					c	C				826			10087	2290	2291	2402	2403
10087	_pg_default_acl											6179	10088								3816
10090	pg_init_privs					c	C				3394			10089	2290	2291	2402	2403
10089	_pg_init_privs											6179	10090								3816
10092	pg_seclabel					c	C				3596			10091	2290	2291	2402	2403
10091	_pg_seclabel											6179	10092								3816
4066	pg_shseclabel					c	C				3592			10093	2290	2291	2402	2403
10093	_pg_shseclabel											6179	4066								3816
10095	pg_collation					c	C				3456			10094	2290	2291	2402	2403
10094	_pg_collation											6179	10095								3816
10097	pg_parameter_acl					c	C				6243			10096	2290	2291	2402	2403
10096	_pg_parameter_acl											6179	10097								3816
10099	pg_partitioned_table					c	C				3350			10098	2290	2291	2402	2403
10098	_pg_partitioned_table											6179	10099								3816
10101	pg_range					c	C				3541			10100	2290	2291	2402	2403
10100	_pg_range											6179	10101								3816
10103	pg_transform					c	C				3576			10102	2290	2291	2402	2403
10102	_pg_transform											6179	10103								3816
10105	pg_sequence					c	C				2224			10104	2290	2291	2402	2403
10104	_pg_sequence											6179	10105								3816
10107	pg_publication					c	C				6104			10106	2290	2291	2402	2403
10106	_pg_publication											6179	10107								3816
10109	pg_publication_namespace					c	C				6237			10108	2290	2291	2402	2403
10108	_pg_publication_namespace											6179	10109								3816
10111	pg_publication_rel					c	C				6106			10110	2290	2291	2402	2403
10110	_pg_publication_rel											6179	10111								3816
6101	pg_subscription					c	C				6100			10112	2290	2291	2402	2403
10112	_pg_subscription											6179	6101								3816
10114	pg_subscription_rel					c	C				6102			10113	2290	2291	2402	2403
10113	_pg_subscription_rel											6179	10114								3816
12002	pg_roles					c	C				12000			12001	2290	2291	2402	2403
12001	_pg_roles											6179	12002								3816
12007	pg_shadow					c	C				12005			12006	2290	2291	2402	2403
12006	_pg_shadow											6179	12007								3816
12012	pg_group					c	C				12010			12011	2290	2291	2402	2403
12011	_pg_group											6179	12012								3816
12016	pg_user					c	C				12014			12015	2290	2291	2402	2403
12015	_pg_user											6179	12016								3816
12020	pg_policies					c	C				12018			12019	2290	2291	2402	2403
12019	_pg_policies											6179	12020								3816
12025	pg_rules					c	C				12023			12024	2290	2291	2402	2403
12024	_pg_rules											6179	12025								3816
12030	pg_views					c	C				12028			12029	2290	2291	2402	2403
12029	_pg_views											6179	12030								3816
12035	pg_tables					c	C				12033			12034	2290	2291	2402	2403
12034	_pg_tables											6179	12035								3816
12040	pg_matviews					c	C				12038			12039	2290	2291	2402	2403
12039	_pg_matviews											6179	12040								3816
12045	pg_indexes					c	C				12043			12044	2290	2291	2402	2403
12044	_pg_indexes											6179	12045								3816
12050	pg_sequences					c	C				12048			12049	2290	2291	2402	2403
12049	_pg_sequences											6179	12050								3816
12055	pg_stats					c	C				12053			12054	2290	2291	2402	2403
12054	_pg_stats											6179	12055								3816
12060	pg_stats_ext					c	C				12058			12059	2290	2291	2402	2403
12059	_pg_stats_ext											6179	12060								3816
12065	pg_stats_ext_exprs					c	C				12063			12064	2290	2291	2402	2403
12064	_pg_stats_ext_exprs											6179	12065								3816
12070	pg_publication_tables					c	C				12068			12069	2290	2291	2402	2403
12069	_pg_publication_tables											6179	12070								3816
12075	pg_locks					c	C				12073			12074	2290	2291	2402	2403
12074	_pg_locks											6179	12075								3816
12079	pg_cursors					c	C				12077			12078	2290	2291	2402	2403
12078	_pg_cursors											6179	12079								3816
12083	pg_available_extensions					c	C				12081			12082	2290	2291	2402	2403
12082	_pg_available_extensions											6179	12083								3816
12087	pg_available_extension_versions					c	C				12085			12086	2290	2291	2402	2403
12086	_pg_available_extension_versions											6179	12087								3816
12092	pg_prepared_xacts					c	C				12090			12091	2290	2291	2402	2403
12091	_pg_prepared_xacts											6179	12092								3816
12097	pg_prepared_statements					c	C				12095			12096	2290	2291	2402	2403
12096	_pg_prepared_statements											6179	12097								3816
12101	pg_seclabels					c	C				12099			12100	2290	2291	2402	2403
12100	_pg_seclabels											6179	12101								3816
12106	pg_settings					c	C				12104			12105	2290	2291	2402	2403
12105	_pg_settings											6179	12106								3816
12112	pg_file_settings					c	C				12110			12111	2290	2291	2402	2403
12111	_pg_file_settings											6179	12112								3816
12116	pg_hba_file_rules					c	C				12114			12115	2290	2291	2402	2403
12115	_pg_hba_file_rules											6179	12116								3816
12120	pg_ident_file_mappings					c	C				12118			12119	2290	2291	2402	2403
12119	_pg_ident_file_mappings											6179	12120								3816
12124	pg_timezone_abbrevs					c	C				12122			12123	2290	2291	2402	2403
12123	_pg_timezone_abbrevs											6179	12124								3816
12128	pg_timezone_names					c	C				12126			12127	2290	2291	2402	2403
12127	_pg_timezone_names											6179	12128								3816
12132	pg_config					c	C				12130			12131	2290	2291	2402	2403
12131	_pg_config											6179	12132								3816
12136	pg_shmem_allocations					c	C				12134			12135	2290	2291	2402	2403
12135	_pg_shmem_allocations											6179	12136								3816
12140	pg_backend_memory_contexts					c	C				12138			12139	2290	2291	2402	2403
12139	_pg_backend_memory_contexts											6179	12140								3816
12144	pg_stat_all_tables					c	C				12142			12143	2290	2291	2402	2403
12143	_pg_stat_all_tables											6179	12144								3816
12149	pg_stat_xact_all_tables					c	C				12147			12148	2290	2291	2402	2403
12148	_pg_stat_xact_all_tables											6179	12149								3816
12154	pg_stat_sys_tables					c	C				12152			12153	2290	2291	2402	2403
12153	_pg_stat_sys_tables											6179	12154								3816
12159	pg_stat_xact_sys_tables					c	C				12157			12158	2290	2291	2402	2403
12158	_pg_stat_xact_sys_tables											6179	12159								3816
12163	pg_stat_user_tables					c	C				12161			12162	2290	2291	2402	2403
12162	_pg_stat_user_tables											6179	12163								3816
12168	pg_stat_xact_user_tables					c	C				12166			12167	2290	2291	2402	2403
12167	_pg_stat_xact_user_tables											6179	12168								3816
12172	pg_statio_all_tables					c	C				12170			12171	2290	2291	2402	2403
12171	_pg_statio_all_tables											6179	12172								3816
12177	pg_statio_sys_tables					c	C				12175			12176	2290	2291	2402	2403
12176	_pg_statio_sys_tables											6179	12177								3816
12181	pg_statio_user_tables					c	C				12179			12180	2290	2291	2402	2403
12180	_pg_statio_user_tables											6179	12181								3816
12185	pg_stat_all_indexes					c	C				12183			12184	2290	2291	2402	2403
12184	_pg_stat_all_indexes											6179	12185								3816
12190	pg_stat_sys_indexes					c	C				12188			12189	2290	2291	2402	2403
12189	_pg_stat_sys_indexes											6179	12190								3816
12194	pg_stat_user_indexes					c	C				12192			12193	2290	2291	2402	2403
12193	_pg_stat_user_indexes											6179	12194								3816
12198	pg_statio_all_indexes					c	C				12196			12197	2290	2291	2402	2403
12197	_pg_statio_all_indexes											6179	12198								3816
12203	pg_statio_sys_indexes					c	C				12201			12202	2290	2291	2402	2403
12202	_pg_statio_sys_indexes											6179	12203								3816
12207	pg_statio_user_indexes					c	C				12205			12206	2290	2291	2402	2403
12206	_pg_statio_user_indexes											6179	12207								3816
12211	pg_statio_all_sequences					c	C				12209			12210	2290	2291	2402	2403
12210	_pg_statio_all_sequences											6179	12211								3816
12216	pg_statio_sys_sequences					c	C				12214			12215	2290	2291	2402	2403
12215	_pg_statio_sys_sequences											6179	12216								3816
12220	pg_statio_user_sequences					c	C				12218			12219	2290	2291	2402	2403
12219	_pg_statio_user_sequences											6179	12220								3816
12224	pg_stat_activity					c	C				12222			12223	2290	2291	2402	2403
12223	_pg_stat_activity											6179	12224								3816
12229	pg_stat_replication					c	C				12227			12228	2290	2291	2402	2403
12228	_pg_stat_replication											6179	12229								3816
12234	pg_stat_slru					c	C				12232			12233	2290	2291	2402	2403
12233	_pg_stat_slru											6179	12234								3816
12238	pg_stat_wal_receiver					c	C				12236			12237	2290	2291	2402	2403
12237	_pg_stat_wal_receiver											6179	12238								3816
12242	pg_stat_recovery_prefetch					c	C				12240			12241	2290	2291	2402	2403
12241	_pg_stat_recovery_prefetch											6179	12242								3816
12246	pg_stat_subscription					c	C				12244			12245	2290	2291	2402	2403
12245	_pg_stat_subscription											6179	12246								3816
12251	pg_stat_ssl					c	C				12249			12250	2290	2291	2402	2403
12250	_pg_stat_ssl											6179	12251								3816
12255	pg_stat_gssapi					c	C				12253			12254	2290	2291	2402	2403
12254	_pg_stat_gssapi											6179	12255								3816
12259	pg_replication_slots					c	C				12257			12258	2290	2291	2402	2403
12258	_pg_replication_slots											6179	12259								3816
12264	pg_stat_replication_slots					c	C				12262			12263	2290	2291	2402	2403
12263	_pg_stat_replication_slots											6179	12264								3816
12268	pg_stat_database					c	C				12266			12267	2290	2291	2402	2403
12267	_pg_stat_database											6179	12268								3816
12273	pg_stat_database_conflicts					c	C				12271			12272	2290	2291	2402	2403
12272	_pg_stat_database_conflicts											6179	12273								3816
12277	pg_stat_user_functions					c	C				12275			12276	2290	2291	2402	2403
12276	_pg_stat_user_functions											6179	12277								3816
12282	pg_stat_xact_user_functions					c	C				12280			12281	2290	2291	2402	2403
12281	_pg_stat_xact_user_functions											6179	12282								3816
12287	pg_stat_archiver					c	C				12285			12286	2290	2291	2402	2403
12286	_pg_stat_archiver											6179	12287								3816
12291	pg_stat_bgwriter					c	C				12289			12290	2290	2291	2402	2403
12290	_pg_stat_bgwriter											6179	12291								3816
12295	pg_stat_wal					c	C				12293			12294	2290	2291	2402	2403
12294	_pg_stat_wal											6179	12295								3816
12299	pg_stat_progress_analyze					c	C				12297			12298	2290	2291	2402	2403
12298	_pg_stat_progress_analyze											6179	12299								3816
12304	pg_stat_progress_vacuum					c	C				12302			12303	2290	2291	2402	2403
12303	_pg_stat_progress_vacuum											6179	12304								3816
12309	pg_stat_progress_cluster					c	C				12307			12308	2290	2291	2402	2403
12308	_pg_stat_progress_cluster											6179	12309								3816
12314	pg_stat_progress_create_index					c	C				12312			12313	2290	2291	2402	2403
12313	_pg_stat_progress_create_index											6179	12314								3816
12319	pg_stat_progress_basebackup					c	C				12317			12318	2290	2291	2402	2403
12318	_pg_stat_progress_basebackup											6179	12319								3816
12324	pg_stat_progress_copy					c	C				12322			12323	2290	2291	2402	2403
12323	_pg_stat_progress_copy											6179	12324								3816
12329	pg_user_mappings					c	C				12327			12328	2290	2291	2402	2403
12328												6179	12329								3816
12334	pg_replication_origin_status					c	C				12332			12333	2290	2291	2402	2403
12333	_pg_replication_origin_status											6179	12334								3816
12338	pg_stat_subscription_stats					c	C				12336			12337	2290	2291	2402	2403
12337	_pg_stat_subscription_stats											6179	12338								3816
13221	cardinal_number	13207		4	true	d	N							13220	2597	43	2598	2407				i	p		23
13220	_cardinal_number	13207										6179	13221								3816	i
13224	character_data	13207				d	S							13223	2597	1047	2598	2433				i			1043			950
13223	_character_data	13207										6179	13224								3816	i						950
13226	sql_identifier	13207		64		d	S							13225	2597	35	2598	2423				c	p		19			950
13225	_sql_identifier	13207										6179	13226								3816	i						950
13229	information_schema_catalog_name	13207				c	C				13227			13228	2290	2291	2402	2403
13228	_information_schema_catalog_name	13207										6179	13229								3816
13232	time_stamp	13207		8	true	d	D							13231	2597	1151	2598	2477					p		1184	2				CURRENT_TIMESTAMP(2)
13231	_time_stamp	13207										6179	13232								3816
13234	yes_or_no	13207				d	S							13233	2597	1047	2598	2433				i			1043	7		950
13233	_yes_or_no	13207										6179	13234								3816	i						950
13238	applicable_roles	13207				c	C				13236			13237	2290	2291	2402	2403
13237	_applicable_roles	13207										6179	13238								3816
13243	administrable_role_authorizations	13207				c	C				13241			13242	2290	2291	2402	2403
13242	_administrable_role_authorizations	13207										6179	13243								3816
13247	attributes	13207				c	C				13245			13246	2290	2291	2402	2403
13246	_attributes	13207										6179	13247								3816
13252	character_sets	13207				c	C				13250			13251	2290	2291	2402	2403
13251	_character_sets	13207										6179	13252								3816
13257	check_constraint_routine_usage	13207				c	C				13255			13256	2290	2291	2402	2403
13256	_check_constraint_routine_usage	13207										6179	13257								3816
13262	check_constraints	13207				c	C				13260			13261	2290	2291	2402	2403
13261	_check_constraints	13207										6179	13262								3816
13267	collations	13207				c	C				13265			13266	2290	2291	2402	2403
13266	_collations	13207										6179	13267								3816
13272	collation_character_set_applicability	13207				c	C				13270			13271	2290	2291	2402	2403
13271	_collation_character_set_applicability	13207										6179	13272								3816
13277	column_column_usage	13207				c	C				13275			13276	2290	2291	2402	2403
13276	_column_column_usage	13207										6179	13277								3816
13282	column_domain_usage	13207				c	C				13280			13281	2290	2291	2402	2403
13281	_column_domain_usage	13207										6179	13282								3816
13287	column_privileges	13207				c	C				13285			13286	2290	2291	2402	2403
13286	_column_privileges	13207										6179	13287								3816
13292	column_udt_usage	13207				c	C				13290			13291	2290	2291	2402	2403
13291	_column_udt_usage	13207										6179	13292								3816
13297	columns	13207				c	C				13295			13296	2290	2291	2402	2403
13296	_columns	13207										6179	13297								3816
13302	constraint_column_usage	13207				c	C				13300			13301	2290	2291	2402	2403
13301	_constraint_column_usage	13207										6179	13302								3816
13307	constraint_table_usage	13207				c	C				13305			13306	2290	2291	2402	2403
13306	_constraint_table_usage	13207										6179	13307								3816
13312	domain_constraints	13207				c	C				13310			13311	2290	2291	2402	2403
13311	_domain_constraints	13207										6179	13312								3816
13317	domain_udt_usage	13207				c	C				13315			13316	2290	2291	2402	2403
13316	_domain_udt_usage	13207										6179	13317								3816
13322	domains	13207				c	C				13320			13321	2290	2291	2402	2403
13321	_domains	13207										6179	13322								3816
13327	enabled_roles	13207				c	C				13325			13326	2290	2291	2402	2403
13326	_enabled_roles	13207										6179	13327								3816
13331	key_column_usage	13207				c	C				13329			13330	2290	2291	2402	2403
13330	_key_column_usage	13207										6179	13331								3816
13336	parameters	13207				c	C				13334			13335	2290	2291	2402	2403
13335	_parameters	13207										6179	13336								3816
13341	referential_constraints	13207				c	C				13339			13340	2290	2291	2402	2403
13340	_referential_constraints	13207										6179	13341								3816
13346	role_column_grants	13207				c	C				13344			13345	2290	2291	2402	2403
13345	_role_column_grants	13207										6179	13346								3816
13350	routine_column_usage	13207				c	C				13348			13349	2290	2291	2402	2403
13349	_routine_column_usage	13207										6179	13350								3816
13355	routine_privileges	13207				c	C				13353			13354	2290	2291	2402	2403
13354	_routine_privileges	13207										6179	13355								3816
13360	role_routine_grants	13207				c	C				13358			13359	2290	2291	2402	2403
13359	_role_routine_grants	13207										6179	13360								3816
13364	routine_routine_usage	13207				c	C				13362			13363	2290	2291	2402	2403
13363	_routine_routine_usage	13207										6179	13364								3816
13369	routine_sequence_usage	13207				c	C				13367			13368	2290	2291	2402	2403
13368	_routine_sequence_usage	13207										6179	13369								3816
13374	routine_table_usage	13207				c	C				13372			13373	2290	2291	2402	2403
13373	_routine_table_usage	13207										6179	13374								3816
13379	routines	13207				c	C				13377			13378	2290	2291	2402	2403
13378	_routines	13207										6179	13379								3816
13384	schemata	13207				c	C				13382			13383	2290	2291	2402	2403
13383	_schemata	13207										6179	13384								3816
13388	sequences	13207				c	C				13386			13387	2290	2291	2402	2403
13387	_sequences	13207										6179	13388								3816
13393	sql_features	13207				c	C				13391			13392	2290	2291	2402	2403
13392	_sql_features	13207										6179	13393								3816
13398	sql_implementation_info	13207				c	C				13396			13397	2290	2291	2402	2403
13397	_sql_implementation_info	13207										6179	13398								3816
13403	sql_parts	13207				c	C				13401			13402	2290	2291	2402	2403
13402	_sql_parts	13207										6179	13403								3816
13408	sql_sizing	13207				c	C				13406			13407	2290	2291	2402	2403
13407	_sql_sizing	13207										6179	13408								3816
13413	table_constraints	13207				c	C				13411			13412	2290	2291	2402	2403
13412	_table_constraints	13207										6179	13413								3816
13418	table_privileges	13207				c	C				13416			13417	2290	2291	2402	2403
13417	_table_privileges	13207										6179	13418								3816
13423	role_table_grants	13207				c	C				13421			13422	2290	2291	2402	2403
13422	_role_table_grants	13207										6179	13423								3816
13427	tables	13207				c	C				13425			13426	2290	2291	2402	2403
13426	_tables	13207										6179	13427								3816
13432	transforms	13207				c	C				13430			13431	2290	2291	2402	2403
13431	_transforms	13207										6179	13432								3816
13437	triggered_update_columns	13207				c	C				13435			13436	2290	2291	2402	2403
13436	_triggered_update_columns	13207										6179	13437								3816
13442	triggers	13207				c	C				13440			13441	2290	2291	2402	2403
13441	_triggers	13207										6179	13442								3816
13447	udt_privileges	13207				c	C				13445			13446	2290	2291	2402	2403
13446	_udt_privileges	13207										6179	13447								3816
13452	role_udt_grants	13207				c	C				13450			13451	2290	2291	2402	2403
13451	_role_udt_grants	13207										6179	13452								3816
13456	usage_privileges	13207				c	C				13454			13455	2290	2291	2402	2403
13455	_usage_privileges	13207										6179	13456								3816
13461	role_usage_grants	13207				c	C				13459			13460	2290	2291	2402	2403
13460	_role_usage_grants	13207										6179	13461								3816
13465	user_defined_types	13207				c	C				13463			13464	2290	2291	2402	2403
13464	_user_defined_types	13207										6179	13465								3816
13470	view_column_usage	13207				c	C				13468			13469	2290	2291	2402	2403
13469	_view_column_usage	13207										6179	13470								3816
13475	view_routine_usage	13207				c	C				13473			13474	2290	2291	2402	2403
13474	_view_routine_usage	13207										6179	13475								3816
13480	view_table_usage	13207				c	C				13478			13479	2290	2291	2402	2403
13479	_view_table_usage	13207										6179	13480								3816
13485	views	13207				c	C				13483			13484	2290	2291	2402	2403
13484	_views	13207										6179	13485								3816
13490	data_type_privileges	13207				c	C				13488			13489	2290	2291	2402	2403
13489	_data_type_privileges	13207										6179	13490								3816
13495	element_types	13207				c	C				13493			13494	2290	2291	2402	2403
13494	_element_types	13207										6179	13495								3816
13500	_pg_foreign_table_columns	13207				c	C				13498			13499	2290	2291	2402	2403
13499	__pg_foreign_table_columns	13207										6179	13500								3816
13505	column_options	13207				c	C				13503			13504	2290	2291	2402	2403
13504	_column_options	13207										6179	13505								3816
13509	_pg_foreign_data_wrappers	13207				c	C				13507			13508	2290	2291	2402	2403
13508	__pg_foreign_data_wrappers	13207										6179	13509								3816
13513	foreign_data_wrapper_options	13207				c	C				13511			13512	2290	2291	2402	2403
13512	_foreign_data_wrapper_options	13207										6179	13513								3816
13517	foreign_data_wrappers	13207				c	C				13515			13516	2290	2291	2402	2403
13516	_foreign_data_wrappers	13207										6179	13517								3816
13521	_pg_foreign_servers	13207				c	C				13519			13520	2290	2291	2402	2403
13520	__pg_foreign_servers	13207										6179	13521								3816
13526	foreign_server_options	13207				c	C				13524			13525	2290	2291	2402	2403
13525	_foreign_server_options	13207										6179	13526								3816
13530	foreign_servers	13207				c	C				13528			13529	2290	2291	2402	2403
13529	_foreign_servers	13207										6179	13530								3816
13534	_pg_foreign_tables	13207				c	C				13532			13533	2290	2291	2402	2403
13533	__pg_foreign_tables	13207										6179	13534								3816
13539	foreign_table_options	13207				c	C				13537			13538	2290	2291	2402	2403
13538	_foreign_table_options	13207										6179	13539								3816
13543	foreign_tables	13207				c	C				13541			13542	2290	2291	2402	2403
13542	_foreign_tables	13207										6179	13543								3816
13547		13207				c	C				13545			13546	2290	2291	2402	2403
13546	__pg_user_mappings	13207										6179	13547								3816
13552	user_mapping_options	13207				c	C				13550			13551	2290	2291	2402	2403
13551	_user_mapping_options	13207										6179	13552								3816
13557	user_mappings	13207				c	C				13555			13556	2290	2291	2402	2403
13556	_user_mappings	13207										6179	13557								3816
=pg_proc	oid	proname=max	pronamespace=11	proowner=10	prolang=12	procost=1	prorows=0	provariadic=0	prosupport=0	prokind=f	prosecdef=false	proleakproof=false	proisstrict=true	proretset=false	provolatile=i	proparallel=s	pronargs=2	pronargdefaults=0	prorettype=16	proargtypes=2281	proallargtypes=\N	proargmodes=\N	proargnames=\N	proargdefaults=\N	protrftypes=\N	prosrc=aggregate_dummy	probin=\N	prosqlbody=\N	proconfig=\N	proacl=\N
1242	boolin															1			2275						boolin
1243	boolout															1		2275	16						boolout
1244	byteain															1		17	2275						byteain
31	byteaout															1		2275	17						byteaout
1245	charin															1		18	2275						charin
33	charout															1		2275	18						charout
34	namein															1		19	2275						namein
35	nameout															1		2275	19						nameout
38	int2in															1		21	2275						int2in
39	int2out															1		2275	21						int2out
40	int2vectorin															1		22	2275						int2vectorin
41	int2vectorout															1		2275	22						int2vectorout
42	int4in															1		23	2275						int4in
43	int4out															1		2275	23						int4out
44	regprocin													s		1		24	2275						regprocin
45	regprocout													s		1		2275	24						regprocout
3494	to_regproc													s		1		24	25						to_regproc
3479	to_regprocedure													s		1		2202	25						to_regprocedure
46	textin															1		25	2275						textin
47	textout															1		2275	25						textout
48	tidin															1		27	2275						tidin
49	tidout															1		2275	27						tidout
50	xidin															1		28	2275						xidin
51	xidout															1		2275	28						xidout
5070	xid8in															1		5069	2275						xid8in
5081	xid8out															1		2275	5069						xid8out
5082	xid8recv															1		5069							xid8recv
5083	xid8send															1		17	5069						xid8send
52	cidin															1		29	2275						cidin
53	cidout															1		2275	29						cidout
54	oidvectorin															1		30	2275						oidvectorin
55	oidvectorout															1		2275	30						oidvectorout
56	boollt										true								16 16						boollt
57	boolgt										true								16 16						boolgt
60	booleq										true								16 16						booleq
61	chareq										true								18 18						chareq
62	nameeq										true								19 19						nameeq
63	int2eq										true								21 21						int2eq
64	int2lt										true								21 21						int2lt
65	int4eq										true								23 23						int4eq
66	int4lt										true								23 23						int4lt
67	texteq										true								25 25						texteq
3696	starts_with							6242			true								25 25						text_starts_with
6242	text_starts_with_support															1		2281							text_starts_with_support
68	xideq										true								28 28						xideq
3308	xidneq										true								28 28						xidneq
5084	xid8eq										true								5069 5069						xid8eq
5085	xid8ne										true								5069 5069						xid8ne
5034	xid8lt										true								5069 5069						xid8lt
5035	xid8gt										true								5069 5069						xid8gt
5036	xid8le										true								5069 5069						xid8le
5037	xid8ge										true								5069 5069						xid8ge
5096	xid8cmp										true							23	5069 5069						xid8cmp
5071	xid															1		28	5069						xid8toxid
5097	xid8_larger																	5069	5069 5069						xid8_larger
5098	xid8_smaller																	5069	5069 5069						xid8_smaller
69	cideq										true								29 29						cideq
70	charne										true								18 18						charne
1246	charlt										true								18 18						charlt
72	charle										true								18 18						charle
73	chargt										true								18 18						chargt
74	charge										true								18 18						charge
77	int4															1		23	18						chartoi4
78	char															1		18	23						i4tochar
79	nameregexeq							1364											19 25						nameregexeq
1252	nameregexne																		19 25						nameregexne
1254	textregexeq							1364											25 25						textregexeq
1256	textregexne																		25 25						textregexne
1364	textregexeq_support															1		2281							textregexeq_support
1257	textlen															1		23	25						textlen
1258	textcat																	25	25 25						textcat
84	boolne										true								16 16						boolne
89	version													s		0		25	\E						pgsql_version
86	pg_ddl_command_in															1		32	2275						pg_ddl_command_in
87	pg_ddl_command_out															1		2275	32						pg_ddl_command_out
88	pg_ddl_command_recv															1		32							pg_ddl_command_recv
90	pg_ddl_command_send															1		17	32						pg_ddl_command_send
101	eqsel													s		4		701	2281 26 2281 23						eqsel
102	neqsel													s		4		701	2281 26 2281 23						neqsel
103	scalarltsel													s		4		701	2281 26 2281 23						scalarltsel
104	scalargtsel													s		4		701	2281 26 2281 23						scalargtsel
105	eqjoinsel													s		5		701	2281 26 2281 21 2281						eqjoinsel
106	neqjoinsel													s		5		701	2281 26 2281 21 2281						neqjoinsel
107	scalarltjoinsel													s		5		701	2281 26 2281 21 2281						scalarltjoinsel
108	scalargtjoinsel													s		5		701	2281 26 2281 21 2281						scalargtjoinsel
336	scalarlesel													s		4		701	2281 26 2281 23						scalarlesel
337	scalargesel													s		4		701	2281 26 2281 23						scalargesel
386	scalarlejoinsel													s		5		701	2281 26 2281 21 2281						scalarlejoinsel
398	scalargejoinsel													s		5		701	2281 26 2281 21 2281						scalargejoinsel
109	unknownin															1		705	2275						unknownin
110	unknownout															1		2275	705						unknownout
115	box_above_eq																		603 603						box_above_eq
116	box_below_eq																		603 603						box_below_eq
117	point_in															1		600	2275						point_in
118	point_out															1		2275	600						point_out
119	lseg_in															1		601	2275						lseg_in
120	lseg_out															1		2275	601						lseg_out
121	path_in															1		602	2275						path_in
122	path_out															1		2275	602						path_out
123	box_in															1		603	2275						box_in
124	box_out															1		2275	603						box_out
125	box_overlap																		603 603						box_overlap
126	box_ge																		603 603						box_ge
127	box_gt																		603 603						box_gt
128	box_eq																		603 603						box_eq
129	box_lt																		603 603						box_lt
130	box_le																		603 603						box_le
131	point_above																		600 600						point_above
132	point_left																		600 600						point_left
133	point_right																		600 600						point_right
134	point_below																		600 600						point_below
135	point_eq																		600 600						point_eq
136	on_pb																		600 603						on_pb
137	on_ppath																		600 602						on_ppath
138	box_center															1		600	603						box_center
139	areasel													s		4		701	2281 26 2281 23						areasel
140	areajoinsel													s		5		701	2281 26 2281 21 2281						areajoinsel
141	int4mul																	23	23 23						int4mul
144	int4ne										true								23 23						int4ne
145	int2ne										true								21 21						int2ne
146	int2gt										true								21 21						int2gt
147	int4gt										true								23 23						int4gt
148	int2le										true								21 21						int2le
149	int4le										true								23 23						int4le
150	int4ge										true								23 23						int4ge
151	int2ge										true								21 21						int2ge
152	int2mul																	21	21 21						int2mul
153	int2div																	21	21 21						int2div
154	int4div																	23	23 23						int4div
155	int2mod																	21	21 21						int2mod
156	int4mod																	23	23 23						int4mod
157	textne										true								25 25						textne
158	int24eq										true								21 23						int24eq
159	int42eq										true								23 21						int42eq
160	int24lt										true								21 23						int24lt
161	int42lt										true								23 21						int42lt
162	int24gt										true								21 23						int24gt
163	int42gt										true								23 21						int42gt
164	int24ne										true								21 23						int24ne
165	int42ne										true								23 21						int42ne
166	int24le										true								21 23						int24le
167	int42le										true								23 21						int42le
168	int24ge										true								21 23						int24ge
169	int42ge										true								23 21						int42ge
170	int24mul																	23	21 23						int24mul
171	int42mul																	23	23 21						int42mul
172	int24div																	23	21 23						int24div
173	int42div																	23	23 21						int42div
176	int2pl																	21	21 21						int2pl
177	int4pl																	23	23 23						int4pl
178	int24pl																	23	21 23						int24pl
179	int42pl																	23	23 21						int42pl
180	int2mi																	21	21 21						int2mi
181	int4mi																	23	23 23						int4mi
182	int24mi																	23	21 23						int24mi
183	int42mi																	23	23 21						int42mi
184	oideq										true								26 26						oideq
185	oidne										true								26 26						oidne
186	box_same																		603 603						box_same
187	box_contain																		603 603						box_contain
188	box_left																		603 603						box_left
189	box_overleft																		603 603						box_overleft
190	box_overright																		603 603						box_overright
191	box_right																		603 603						box_right
192	box_contained																		603 603						box_contained
193	box_contain_pt																		603 600						box_contain_pt
195	pg_node_tree_in															1		194	2275						pg_node_tree_in
196	pg_node_tree_out															1		2275	194						pg_node_tree_out
197	pg_node_tree_recv													s		1		194							pg_node_tree_recv
198	pg_node_tree_send													s		1		17	194						pg_node_tree_send
200	float4in															1		700	2275						float4in
201	float4out															1		2275	700						float4out
202	float4mul																	700	700 700						float4mul
203	float4div																	700	700 700						float4div
204	float4pl																	700	700 700						float4pl
205	float4mi																	700	700 700						float4mi
206	float4um															1		700	700						float4um
207	float4abs															1		700	700						float4abs
208	float4_accum																	1022	1022 700						float4_accum
209	float4larger																	700	700 700						float4larger
211	float4smaller																	700	700 700						float4smaller
212	int4um															1		23	23						int4um
213	int2um															1		21	21						int2um
214	float8in															1		701	2275						float8in
215	float8out															1		2275	701						float8out
216	float8mul																	701	701 701						float8mul
217	float8div																	701	701 701						float8div
218	float8pl																	701	701 701						float8pl
219	float8mi																	701	701 701						float8mi
220	float8um															1		701	701						float8um
221	float8abs															1		701	701						float8abs
222	float8_accum																	1022	1022 701						float8_accum
276	float8_combine																	1022	1022 1022						float8_combine
223	float8larger																	701	701 701						float8larger
224	float8smaller																	701	701 701						float8smaller
225	lseg_center															1		600	601						lseg_center
227	poly_center															1		600	604						poly_center
228	dround															1		701	701						dround
229	dtrunc															1		701	701						dtrunc
2308	ceil															1		701	701						dceil
2320	ceiling															1		701	701						dceil
2309	floor															1		701	701						dfloor
2310	sign															1		701	701						dsign
230	dsqrt															1		701	701						dsqrt
231	dcbrt															1		701	701						dcbrt
232	dpow																	701	701 701						dpow
233	dexp															1		701	701						dexp
234	dlog1															1		701	701						dlog1
235	float8										true					1		701	21						i2tod
236	float4										true					1		700	21						i2tof
237	int2															1		21	701						dtoi2
238	int2															1		21	700						ftoi2
239	line_distance																	701	628 628						line_distance
240	nameeqtext										true								19 25						nameeqtext
241	namelttext										true								19 25						namelttext
242	nameletext										true								19 25						nameletext
243	namegetext										true								19 25						namegetext
244	namegttext										true								19 25						namegttext
245	namenetext										true								19 25						namenetext
246	btnametextcmp										true							23	19 25						btnametextcmp
247	texteqname										true								25 19						texteqname
248	textltname										true								25 19						textltname
249	textlename										true								25 19						textlename
250	textgename										true								25 19						textgename
251	textgtname										true								25 19						textgtname
252	textnename										true								25 19						textnename
253	bttextnamecmp										true							23	25 19						bttextnamecmp
266	nameconcatoid																	19	19 26						nameconcatoid
274	timeofday													v		0		25	\E						timeofday
277	inter_sl																		601 628						inter_sl
278	inter_lb																		628 603						inter_lb
279	float48mul																	701	700 701						float48mul
280	float48div																	701	700 701						float48div
281	float48pl																	701	700 701						float48pl
282	float48mi																	701	700 701						float48mi
283	float84mul																	701	701 700						float84mul
284	float84div																	701	701 700						float84div
285	float84pl																	701	701 700						float84pl
286	float84mi																	701	701 700						float84mi
287	float4eq										true								700 700						float4eq
288	float4ne										true								700 700						float4ne
289	float4lt										true								700 700						float4lt
290	float4le										true								700 700						float4le
291	float4gt										true								700 700						float4gt
292	float4ge										true								700 700						float4ge
293	float8eq										true								701 701						float8eq
294	float8ne										true								701 701						float8ne
295	float8lt										true								701 701						float8lt
296	float8le										true								701 701						float8le
297	float8gt										true								701 701						float8gt
298	float8ge										true								701 701						float8ge
299	float48eq										true								700 701						float48eq
300	float48ne										true								700 701						float48ne
301	float48lt										true								700 701						float48lt
302	float48le										true								700 701						float48le
303	float48gt										true								700 701						float48gt
304	float48ge										true								700 701						float48ge
305	float84eq										true								701 700						float84eq
306	float84ne										true								701 700						float84ne
307	float84lt										true								701 700						float84lt
308	float84le										true								701 700						float84le
309	float84gt										true								701 700						float84gt
310	float84ge										true								701 700						float84ge
320	width_bucket															4		23	701 701 701 23						width_bucket_float8
311	float8										true					1		701	700						ftod
312	float4															1		700	701						dtof
313	int4										true					1		23	21						i2toi4
314	int2															1		21	23						i4toi2
316	float8										true					1		701	23						i4tod
317	int4															1		23	701						dtoi4
318	float4										true					1		700	23						i4tof
319	int4															1		23	700						ftoi4
3	heap_tableam_handler													v		1		269							heap_tableam_handler
330	bthandler													v		1		325							bthandler
331	hashhandler													v		1		325							hashhandler
332	gisthandler													v		1		325							gisthandler
333	ginhandler													v		1		325							ginhandler
334	spghandler													v		1		325							spghandler
335	brinhandler													v		1		325							brinhandler
3952	brin_summarize_new_values													v	u	1		23	2205						brin_summarize_new_values
3999	brin_summarize_range													v	u			23	2205 20						brin_summarize_range
4014	brin_desummarize_range													v	u			2278	2205 20						brin_desummarize_range
338	amvalidate													v		1			26						amvalidate
636	pg_indexam_has_property													s					26 25						pg_indexam_has_property
637	pg_index_has_property													s					2205 25						pg_index_has_property
638	pg_index_column_has_property													s		3			2205 23 25						pg_index_column_has_property
676	pg_indexam_progress_phasename																	25	26 20						pg_indexam_progress_phasename
339	poly_same																		604 604						poly_same
340	poly_contain																		604 604						poly_contain
341	poly_left																		604 604						poly_left
342	poly_overleft																		604 604						poly_overleft
343	poly_overright																		604 604						poly_overright
344	poly_right																		604 604						poly_right
345	poly_contained																		604 604						poly_contained
346	poly_overlap																		604 604						poly_overlap
347	poly_in															1		604	2275						poly_in
348	poly_out															1		2275	604						poly_out
350	btint2cmp										true							23	21 21						btint2cmp
3129	btint2sortsupport															1		2278							btint2sortsupport
351	btint4cmp										true							23	23 23						btint4cmp
3130	btint4sortsupport															1		2278							btint4sortsupport
842	btint8cmp										true							23	20 20						btint8cmp
3131	btint8sortsupport															1		2278							btint8sortsupport
354	btfloat4cmp										true							23	700 700						btfloat4cmp
3132	btfloat4sortsupport															1		2278							btfloat4sortsupport
355	btfloat8cmp										true							23	701 701						btfloat8cmp
3133	btfloat8sortsupport															1		2278							btfloat8sortsupport
356	btoidcmp										true							23	26 26						btoidcmp
3134	btoidsortsupport															1		2278							btoidsortsupport
404	btoidvectorcmp										true							23	30 30						btoidvectorcmp
358	btcharcmp										true							23	18 18						btcharcmp
359	btnamecmp										true							23	19 19						btnamecmp
3135	btnamesortsupport															1		2278							btnamesortsupport
360	bttextcmp										true							23	25 25						bttextcmp
3255	bttextsortsupport															1		2278							bttextsortsupport
5050	btvarstrequalimage															1			26						btvarstrequalimage
377	cash_cmp										true							23	790 790						cash_cmp
382	btarraycmp																	23	2277 2277						btarraycmp
4126	in_range															5			20 20 20 16 16						in_range_int8_int8
4127	in_range															5			23 23 20 16 16						in_range_int4_int8
4128	in_range															5			23 23 23 16 16						in_range_int4_int4
4129	in_range															5			23 23 21 16 16						in_range_int4_int2
4130	in_range															5			21 21 20 16 16						in_range_int2_int8
4131	in_range															5			21 21 23 16 16						in_range_int2_int4
4132	in_range															5			21 21 21 16 16						in_range_int2_int2
4139	in_range															5			701 701 701 16 16						in_range_float8_float8
4140	in_range															5			700 700 701 16 16						in_range_float4_float8
4141	in_range															5			1700 1700 1700 16 16						in_range_numeric_numeric
361	lseg_distance																	701	601 601						lseg_distance
362	lseg_interpt																	600	601 601						lseg_interpt
363	dist_ps																	701	600 601						dist_ps
380	dist_sp																	701	601 600						dist_sp
364	dist_pb																	701	600 603						dist_pb
357	dist_bp																	701	603 600						dist_bp
365	dist_sb																	701	601 603						dist_sb
381	dist_bs																	701	603 601						dist_bs
366	close_ps																	600	600 601						close_ps
367	close_pb																	600	600 603						close_pb
368	close_sb																	600	601 603						close_sb
369	on_ps																		600 601						on_ps
370	path_distance																	701	602 602						path_distance
371	dist_ppath																	701	600 602						dist_ppath
421	dist_pathp																	701	602 600						dist_pathp
372	on_sb																		601 603						on_sb
373	inter_sb																		601 603						inter_sb
401	text															1		25	1042						rtrim1
406	text										true					1		25	19						name_text
407	name										true					1		19	25						text_name
408	bpchar															1		1042	19						name_bpchar
409	name										true					1		19	1042						bpchar_name
449	hashint2															1		23	21						hashint2
441	hashint2extended																	20	21 20						hashint2extended
450	hashint4															1		23	23						hashint4
425	hashint4extended																	20	23 20						hashint4extended
949	hashint8															1		23	20						hashint8
442	hashint8extended																	20	20 20						hashint8extended
451	hashfloat4															1		23	700						hashfloat4
443	hashfloat4extended																	20	700 20						hashfloat4extended
452	hashfloat8															1		23	701						hashfloat8
444	hashfloat8extended																	20	701 20						hashfloat8extended
453	hashoid															1		23	26						hashoid
445	hashoidextended																	20	26 20						hashoidextended
454	hashchar															1		23	18						hashchar
446	hashcharextended																	20	18 20						hashcharextended
455	hashname															1		23	19						hashname
447	hashnameextended																	20	19 20						hashnameextended
400	hashtext															1		23	25						hashtext
448	hashtextextended																	20	25 20						hashtextextended
456	hashvarlena															1		23							hashvarlena
772	hashvarlenaextended																	20	2281 20						hashvarlenaextended
457	hashoidvector															1		23	30						hashoidvector
776	hashoidvectorextended																	20	30 20						hashoidvectorextended
329	hash_aclitem															1		23	1033						hash_aclitem
777	hash_aclitem_extended																	20	1033 20						hash_aclitem_extended
399	hashmacaddr															1		23	829						hashmacaddr
778	hashmacaddrextended																	20	829 20						hashmacaddrextended
422	hashinet															1		23	869						hashinet
779	hashinetextended																	20	869 20						hashinetextended
432	hash_numeric															1		23	1700						hash_numeric
780	hash_numeric_extended																	20	1700 20						hash_numeric_extended
328	hashmacaddr8															1		23	774						hashmacaddr8
781	hashmacaddr8extended																	20	774 20						hashmacaddr8extended
438	num_nulls						2276					false				1		23	2276	{2276}	{v}				pg_num_nulls
440	num_nonnulls						2276					false				1		23	2276	{2276}	{v}				pg_num_nonnulls
458	text_larger										true							25	25 25						text_larger
459	text_smaller										true							25	25 25						text_smaller
460	int8in															1		20	2275						int8in
461	int8out															1		2275	20						int8out
462	int8um															1		20	20						int8um
463	int8pl																	20	20 20						int8pl
464	int8mi																	20	20 20						int8mi
465	int8mul																	20	20 20						int8mul
466	int8div																	20	20 20						int8div
467	int8eq										true								20 20						int8eq
468	int8ne										true								20 20						int8ne
469	int8lt										true								20 20						int8lt
470	int8gt										true								20 20						int8gt
471	int8le										true								20 20						int8le
472	int8ge										true								20 20						int8ge
474	int84eq										true								20 23						int84eq
475	int84ne										true								20 23						int84ne
476	int84lt										true								20 23						int84lt
477	int84gt										true								20 23						int84gt
478	int84le										true								20 23						int84le
479	int84ge										true								20 23						int84ge
480	int4															1		23	20						int84
481	int8										true					1		20	23						int48
482	float8										true					1		701	20						i8tod
483	int8															1		20	701						dtoi8
626	hash_array															1		23	2277						hash_array
782	hash_array_extended																	20	2277 20						hash_array_extended
652	float4										true					1		700	20						i8tof
653	int8															1		20	700						ftoi8
714	int2															1		21	20						int82
754	int8										true					1		20	21						int28
655	namelt										true								19 19						namelt
656	namele										true								19 19						namele
657	namegt										true								19 19						namegt
658	namege										true								19 19						namege
659	namene										true								19 19						namene
668	bpchar															3		1042	1042 23 16						bpchar
3097	varchar_support															1		2281							varchar_support
669	varchar							3097								3		1043	1043 23 16						varchar
619	oidvectorne										true								30 30						oidvectorne
677	oidvectorlt										true								30 30						oidvectorlt
678	oidvectorle										true								30 30						oidvectorle
679	oidvectoreq										true								30 30						oidvectoreq
680	oidvectorge										true								30 30						oidvectorge
681	oidvectorgt										true								30 30						oidvectorgt
710	getpgusername													s		0		19	\E						current_user
716	oidlt										true								26 26						oidlt
717	oidle										true								26 26						oidle
720	octet_length															1		23	17						byteaoctetlen
721	get_byte																	23	17 23						byteaGetByte
722	set_byte															3		17	17 23 23						byteaSetByte
723	get_bit																	23	17 20						byteaGetBit
724	set_bit															3		17	17 20 23						byteaSetBit
749	overlay															4		17	17 17 23 23						byteaoverlay
752	overlay															3		17	17 17 23						byteaoverlay_no_len
6163	bit_count															1		20	17						bytea_bit_count
725	dist_pl																	701	600 628						dist_pl
702	dist_lp																	701	628 600						dist_lp
727	dist_sl																	701	601 628						dist_sl
704	dist_ls																	701	628 601						dist_ls
728	dist_cpoly																	701	718 604						dist_cpoly
785	dist_polyc																	701	604 718						dist_polyc
729	poly_distance																	701	604 604						poly_distance
3275	dist_ppoly																	701	600 604						dist_ppoly
3292	dist_polyp																	701	604 600						dist_polyp
3290	dist_cpoint																	701	718 600						dist_cpoint
740	text_lt										true								25 25						text_lt
741	text_le										true								25 25						text_le
742	text_gt										true								25 25						text_gt
743	text_ge										true								25 25						text_ge
745	current_user													s		0		19	\E						current_user
746	session_user													s		0		19	\E						session_user
744	array_eq																		2277 2277						array_eq
390	array_ne																		2277 2277						array_ne
391	array_lt																		2277 2277						array_lt
392	array_gt																		2277 2277						array_gt
393	array_le																		2277 2277						array_le
396	array_ge																		2277 2277						array_ge
747	array_dims															1		25	2277						array_dims
748	array_ndims															1		23	2277						array_ndims
750	array_in													s		3		2277	2275 26 23						array_in
751	array_out													s		1		2275	2277						array_out
2091	array_lower																	23	2277 23						array_lower
2092	array_upper																	23	2277 23						array_upper
2176	array_length																	23	2277 23						array_length
3179	cardinality															1		23	2277						array_cardinality
378	array_append											false						5078	5078 5077						array_append
379	array_prepend											false						5078	5077 5078						array_prepend
383	array_cat											false						5078	5078 5078						array_cat
394	string_to_array											false						1009	25 25						text_to_array
376	string_to_array											false				3		1009	25 25 25						text_to_array_null
6160	string_to_table					1000						false	true					25	25 25						text_to_table
6161	string_to_table					1000						false	true			3		25	25 25 25						text_to_table_null
395	array_to_string													s				25	2277 25						array_to_text
384	array_to_string											false		s		3		25	2277 25 25						array_to_text_null
515	array_larger																	2277	2277 2277						array_larger
516	array_smaller																	2277	2277 2277						array_smaller
3277	array_position											false						23	5078 5077						array_position
3278	array_position											false				3		23	5078 5077 23						array_position_start
3279	array_positions											false						1007	5078 5077						array_positions
1191	generate_subscripts					1000							true			3		23	2277 23 16						generate_subscripts
1192	generate_subscripts					1000							true					23	2277 23						generate_subscripts_nodir
1193	array_fill											false						2277	2283 1007						array_fill
1286	array_fill											false				3		2277	2283 1007 1007						array_fill_with_lower_bounds
2331	unnest					100		3996					true			1		2283	2277						array_unnest
3996	array_unnest_support															1		2281							array_unnest_support
3167	array_remove											false						5078	5078 5077						array_remove
3168	array_replace											false				3		5078	5078 5077 5077						array_replace
2333	array_agg_transfn											false						2281	2281 2776						array_agg_transfn
2334	array_agg_finalfn											false						2277	2281 2776						array_agg_finalfn
2335	array_agg								a			false				1		2277	2776
4051	array_agg_array_transfn											false						2281	2281 2277						array_agg_array_transfn
4052	array_agg_array_finalfn											false						2277	2281 2277						array_agg_array_finalfn
4053	array_agg								a			false				1		2277	2277
3218	width_bucket																	23	5077 5078						width_bucket_array
6172	trim_array																	2277	2277 23						trim_array
3816	array_typanalyze													s		1									array_typanalyze
3817	arraycontsel													s		4		701	2281 26 2281 23						arraycontsel
3818	arraycontjoinsel													s		5		701	2281 26 2281 21 2281						arraycontjoinsel
766	int4inc															1		23	23						int4inc
768	int4larger																	23	23 23						int4larger
769	int4smaller																	23	23 23						int4smaller
770	int2larger																	21	21 21						int2larger
771	int2smaller																	21	21 21						int2smaller
846	cash_mul_flt4																	790	790 700						cash_mul_flt4
847	cash_div_flt4																	790	790 700						cash_div_flt4
848	flt4_mul_cash																	790	700 790						flt4_mul_cash
849	position																	23	25 25						textpos
850	textlike							1023											25 25						textlike
1023	textlike_support															1		2281							textlike_support
851	textnlike																		25 25						textnlike
852	int48eq										true								23 20						int48eq
853	int48ne										true								23 20						int48ne
854	int48lt										true								23 20						int48lt
855	int48gt										true								23 20						int48gt
856	int48le										true								23 20						int48le
857	int48ge										true								23 20						int48ge
858	namelike							1023											19 25						namelike
859	namenlike																		19 25						namenlike
860	bpchar															1		1042	18						char_bpchar
861	current_database													s		0		19	\E						current_database
817	current_query											false		v	r	0		25	\E						current_query
3399	int8_mul_cash																	790	20 790						int8_mul_cash
862	int4_mul_cash																	790	23 790						int4_mul_cash
863	int2_mul_cash																	790	21 790						int2_mul_cash
3344	cash_mul_int8																	790	790 20						cash_mul_int8
3345	cash_div_int8																	790	790 20						cash_div_int8
864	cash_mul_int4																	790	790 23						cash_mul_int4
865	cash_div_int4																	790	790 23						cash_div_int4
866	cash_mul_int2																	790	790 21						cash_mul_int2
867	cash_div_int2																	790	790 21						cash_div_int2
886	cash_in													s		1		790	2275						cash_in
887	cash_out													s		1		2275	790						cash_out
888	cash_eq										true								790 790						cash_eq
889	cash_ne										true								790 790						cash_ne
765	lo_export													v	u			23	26 25						be_lo_export
890	cash_lt										true								790 790						cash_lt
891	cash_le										true								790 790						cash_le
892	cash_gt										true								790 790						cash_gt
893	cash_ge										true								790 790						cash_ge
894	cash_pl																	790	790 790						cash_pl
895	cash_mi																	790	790 790						cash_mi
896	cash_mul_flt8																	790	790 701						cash_mul_flt8
897	cash_div_flt8																	790	790 701						cash_div_flt8
898	cashlarger																	790	790 790						cashlarger
899	cashsmaller																	790	790 790						cashsmaller
919	flt8_mul_cash																	790	701 790						flt8_mul_cash
935	cash_words															1		25	790						cash_words
3822	cash_div_cash																	701	790 790						cash_div_cash
3823	numeric													s		1		1700	790						cash_numeric
3824	money													s		1		790	1700						numeric_cash
3811	money													s		1		790	23						int4_cash
3812	money													s		1		790	20						int8_cash
940	mod																	21	21 21						int2mod
941	mod																	23	23 23						int4mod
945	int8mod																	20	20 20						int8mod
947	mod																	20	20 20						int8mod
5044	gcd																	23	23 23						int4gcd
5045	gcd																	20	20 20						int8gcd
5046	lcm																	23	23 23						int4lcm
5047	lcm																	20	20 20						int8lcm
944	char															1		18	25						text_char
946	text															1		25	18						char_text
952	lo_open													v	u			23	26 23						be_lo_open
953	lo_close													v	u	1		23	23						be_lo_close
954	loread													v	u			17	23 23						be_loread
955	lowrite													v	u			23	23 17						be_lowrite
956	lo_lseek													v	u	3		23	23 23 23						be_lo_lseek
3170	lo_lseek64													v	u	3		20	23 20 23						be_lo_lseek64
957	lo_creat													v	u	1		26	23						be_lo_creat
715	lo_create													v	u	1		26	26						be_lo_create
958	lo_tell													v	u	1		23	23						be_lo_tell
3171	lo_tell64													v	u	1		20	23						be_lo_tell64
1004	lo_truncate													v	u			23	23 23						be_lo_truncate
3172	lo_truncate64													v	u			23	23 20						be_lo_truncate64
3457	lo_from_bytea													v	u			26	26 17						be_lo_from_bytea
3458	lo_get													v	u	1		17	26						be_lo_get
3459	lo_get													v	u	3		17	26 20 23						be_lo_get_fragment
3460	lo_put													v	u	3		2278	26 20 17						be_lo_put
959	on_pl																		600 628						on_pl
960	on_sl																		601 628						on_sl
961	close_pl																	600	600 628						close_pl
964	lo_unlink													v	u	1		23	26						be_lo_unlink
973	path_inter																		602 602						path_inter
975	area															1		701	603						box_area
976	width															1		701	603						box_width
977	height															1		701	603						box_height
978	box_distance																	701	603 603						box_distance
979	area															1		701	602						path_area
980	box_intersect																	603	603 603						box_intersect
4067	bound_box																	603	603 603						boxes_bound_box
981	diagonal															1		601	603						box_diagonal
982	path_n_lt																		602 602						path_n_lt
983	path_n_gt																		602 602						path_n_gt
984	path_n_eq																		602 602						path_n_eq
985	path_n_le																		602 602						path_n_le
986	path_n_ge																		602 602						path_n_ge
987	path_length															1		701	602						path_length
988	point_ne																		600 600						point_ne
989	point_vert																		600 600						point_vert
990	point_horiz																		600 600						point_horiz
991	point_distance																	701	600 600						point_distance
992	slope																	701	600 600						point_slope
993	lseg																	601	600 600						lseg_construct
994	lseg_intersect																		601 601						lseg_intersect
995	lseg_parallel																		601 601						lseg_parallel
996	lseg_perp																		601 601						lseg_perp
997	lseg_vertical															1			601						lseg_vertical
998	lseg_horizontal															1			601						lseg_horizontal
999	lseg_eq										true								601 601						lseg_eq
1026	timezone																	1114	1186 1184						timestamptz_izone
1031	aclitemin													s		1		1033	2275						aclitemin
1032	aclitemout													s		1		2275	1033						aclitemout
1035	aclinsert																	1034	1034 1033						aclinsert
1036	aclremove																	1034	1034 1033						aclremove
1037	aclcontains																		1034 1033						aclcontains
1062	aclitemeq																		1033 1033						aclitem_eq
1365	makeaclitem															4		1033	26 26 25 16						makeaclitem
3943	acldefault																	1034	18 26						acldefault_sql
1140	date_mi																	23	1082 1082						date_mi
1689	aclexplode					10							true	s		1		2249	1034	{1034,26,26,25,16}	{i,o,o,o,o}	{acl,grantor,grantee,privilege_type,is_grantable}			aclexplode
1044	bpcharin															3		1042	2275 26 23						bpcharin
1045	bpcharout															1		2275	1042						bpcharout
2913	bpchartypmodin															1		23	1263						bpchartypmodin
2914	bpchartypmodout															1		2275	23						bpchartypmodout
1046	varcharin															3		1043	2275 26 23						varcharin
1047	varcharout															1		2275	1043						varcharout
2915	varchartypmodin															1		23	1263						varchartypmodin
2916	varchartypmodout															1		2275	23						varchartypmodout
1048	bpchareq										true								1042 1042						bpchareq
1049	bpcharlt										true								1042 1042						bpcharlt
1050	bpcharle										true								1042 1042						bpcharle
1051	bpchargt										true								1042 1042						bpchargt
1052	bpcharge										true								1042 1042						bpcharge
1053	bpcharne										true								1042 1042						bpcharne
1063	bpchar_larger										true							1042	1042 1042						bpchar_larger
1064	bpchar_smaller										true							1042	1042 1042						bpchar_smaller
1078	bpcharcmp										true							23	1042 1042						bpcharcmp
3328	bpchar_sortsupport															1		2278							bpchar_sortsupport
1080	hashbpchar															1		23	1042						hashbpchar
972	hashbpcharextended																	20	1042 20						hashbpcharextended
1081	format_type											false		s				25	26 23						format_type
1084	date_in													s		1		1082	2275						date_in
1085	date_out													s		1		2275	1082						date_out
1086	date_eq										true								1082 1082						date_eq
1087	date_lt										true								1082 1082						date_lt
1088	date_le										true								1082 1082						date_le
1089	date_gt										true								1082 1082						date_gt
1090	date_ge										true								1082 1082						date_ge
1091	date_ne										true								1082 1082						date_ne
1092	date_cmp										true							23	1082 1082						date_cmp
3136	date_sortsupport															1		2278							date_sortsupport
4133	in_range															5			1082 1082 1186 16 16						in_range_date_interval
1102	time_lt										true								1083 1083						time_lt
1103	time_le										true								1083 1083						time_le
1104	time_gt										true								1083 1083						time_gt
1105	time_ge										true								1083 1083						time_ge
1106	time_ne										true								1083 1083						time_ne
1107	time_cmp										true							23	1083 1083						time_cmp
1138	date_larger																	1082	1082 1082						date_larger
1139	date_smaller																	1082	1082 1082						date_smaller
1141	date_pli																	1082	1082 23						date_pli
1142	date_mii																	1082	1082 23						date_mii
1143	time_in													s		3		1083	2275 26 23						time_in
1144	time_out															1		2275	1083						time_out
2909	timetypmodin															1		23	1263						timetypmodin
2910	timetypmodout															1		2275	23						timetypmodout
1145	time_eq										true								1083 1083						time_eq
1146	circle_add_pt																	718	718 600						circle_add_pt
1147	circle_sub_pt																	718	718 600						circle_sub_pt
1148	circle_mul_pt																	718	718 600						circle_mul_pt
1149	circle_div_pt																	718	718 600						circle_div_pt
1150	timestamptz_in													s		3		1184	2275 26 23						timestamptz_in
1151	timestamptz_out													s		1		2275	1184						timestamptz_out
2907	timestamptztypmodin															1		23	1263						timestamptztypmodin
2908	timestamptztypmodout															1		2275	23						timestamptztypmodout
1152	timestamptz_eq										true								1184 1184						timestamp_eq
1153	timestamptz_ne										true								1184 1184						timestamp_ne
1154	timestamptz_lt										true								1184 1184						timestamp_lt
1155	timestamptz_le										true								1184 1184						timestamp_le
1156	timestamptz_ge										true								1184 1184						timestamp_ge
1157	timestamptz_gt										true								1184 1184						timestamp_gt
1158	to_timestamp															1		1184	701						float8_timestamptz
1159	timezone																	1114	25 1184						timestamptz_zone
1160	interval_in													s		3		1186	2275 26 23						interval_in
1161	interval_out													s		1		2275	1186						interval_out
2903	intervaltypmodin															1		23	1263						intervaltypmodin
2904	intervaltypmodout															1		2275	23						intervaltypmodout
1162	interval_eq										true								1186 1186						interval_eq
1163	interval_ne										true								1186 1186						interval_ne
1164	interval_lt										true								1186 1186						interval_lt
1165	interval_le										true								1186 1186						interval_le
1166	interval_ge										true								1186 1186						interval_ge
1167	interval_gt										true								1186 1186						interval_gt
1168	interval_um															1		1186	1186						interval_um
1169	interval_pl																	1186	1186 1186						interval_pl
1170	interval_mi																	1186	1186 1186						interval_mi
1171	date_part													s				701	25 1184						timestamptz_part
6203	extract													s				1700	25 1184						extract_timestamptz
1172	date_part																	701	25 1186						interval_part
6204	extract																	1700	25 1186						extract_interval
1174	timestamptz													s		1		1184	1082						date_timestamptz
2711	justify_interval															1		1186	1186						interval_justify_interval
1175	justify_hours															1		1186	1186						interval_justify_hours
1295	justify_days															1		1186	1186						interval_justify_days
1178	date													s		1		1082	1184						timestamptz_date
1181	age													s	r	1		23	28						xid_age
3939	mxid_age													s		1		23	28						mxid_age
1188	timestamptz_mi																	1186	1184 1184						timestamp_mi
1189	timestamptz_pl_interval													s				1184	1184 1186						timestamptz_pl_interval
1190	timestamptz_mi_interval													s				1184	1184 1186						timestamptz_mi_interval
1195	timestamptz_smaller																	1184	1184 1184						timestamp_smaller
1196	timestamptz_larger																	1184	1184 1184						timestamp_larger
1197	interval_smaller																	1186	1186 1186						interval_smaller
1198	interval_larger																	1186	1186 1186						interval_larger
1199	age																	1186	1184 1184						timestamptz_age
3918	interval_support															1		2281							interval_support
1200	interval							3918										1186	1186 23						interval_scale
1217	date_trunc													s				1184	25 1184						timestamptz_trunc
1284	date_trunc													s		3		1184	25 1184 25						timestamptz_trunc_zone
1218	date_trunc																	1186	25 1186						interval_trunc
1219	int8inc															1		20	20						int8inc
3546	int8dec															1		20	20						int8dec
2804	int8inc_any																	20	20 2276						int8inc_any
3547	int8dec_any																	20	20 2276						int8dec_any
1230	int8abs															1		20	20						int8abs
1236	int8larger																	20	20 20						int8larger
1237	int8smaller																	20	20 20						int8smaller
1238	texticregexeq							1024											25 25						texticregexeq
1024	texticregexeq_support															1		2281							texticregexeq_support
1239	texticregexne																		25 25						texticregexne
1240	nameicregexeq							1024											19 25						nameicregexeq
1241	nameicregexne																		19 25						nameicregexne
1251	int4abs															1		23	23						int4abs
1253	int2abs															1		21	21						int2abs
1271	overlaps											false				4			1266 1266 1266 1266						overlaps_timetz
1272	datetime_pl																	1114	1082 1083						datetime_timestamp
1273	date_part																	701	25 1266						timetz_part
6201	extract																	1700	25 1266						extract_timetz
1274	int84pl																	20	20 23						int84pl
1275	int84mi																	20	20 23						int84mi
1276	int84mul																	20	20 23						int84mul
1277	int84div																	20	20 23						int84div
1278	int48pl																	20	23 20						int48pl
1279	int48mi																	20	23 20						int48mi
1280	int48mul																	20	23 20						int48mul
1281	int48div																	20	23 20						int48div
837	int82pl																	20	20 21						int82pl
838	int82mi																	20	20 21						int82mi
839	int82mul																	20	20 21						int82mul
840	int82div																	20	20 21						int82div
841	int28pl																	20	21 20						int28pl
942	int28mi																	20	21 20						int28mi
943	int28mul																	20	21 20						int28mul
948	int28div																	20	21 20						int28div
1287	oid															1		26	20						i8tooid
1288	int8										true					1		20	26						oidtoi8
1291	suppress_redundant_updates_trigger													v		0		2279	\E						suppress_redundant_updates_trigger
1292	tideq										true								27 27						tideq
1294	currtid2													v	u			27	25 27						currtid_byrelname
1265	tidne										true								27 27						tidne
2790	tidgt										true								27 27						tidgt
2791	tidlt										true								27 27						tidlt
2792	tidge										true								27 27						tidge
2793	tidle										true								27 27						tidle
2794	bttidcmp										true							23	27 27						bttidcmp
2795	tidlarger																	27	27 27						tidlarger
2796	tidsmaller																	27	27 27						tidsmaller
2233	hashtid															1		23	27						hashtid
2234	hashtidextended																	20	27 20						hashtidextended
1297	datetimetz_pl																	1184	1082 1266						datetimetz_timestamptz
1299	now													s		0		1184	\E						now
2647	transaction_timestamp													s		0		1184	\E						now
2648	statement_timestamp													s		0		1184	\E						statement_timestamp
2649	clock_timestamp													v		0		1184	\E						clock_timestamp
1300	positionsel													s		4		701	2281 26 2281 23						positionsel
1301	positionjoinsel													s		5		701	2281 26 2281 21 2281						positionjoinsel
1302	contsel													s		4		701	2281 26 2281 23						contsel
1303	contjoinsel													s		5		701	2281 26 2281 21 2281						contjoinsel
1304	overlaps											false				4			1184 1184 1184 1184						overlaps_timestamp
1308	overlaps											false				4			1083 1083 1083 1083						overlaps_time
1312	timestamp_in													s		3		1114	2275 26 23						timestamp_in
1313	timestamp_out													s		1		2275	1114						timestamp_out
2905	timestamptypmodin															1		23	1263						timestamptypmodin
2906	timestamptypmodout															1		2275	23						timestamptypmodout
1314	timestamptz_cmp										true							23	1184 1184						timestamp_cmp
1315	interval_cmp										true							23	1186 1186						interval_cmp
1316	time															1		1083	1114						timestamp_time
1317	length															1		23	25						textlen
1318	length															1		23	1042						bpcharlen
1319	xideqint4										true								28 23						xideq
3309	xidneqint4										true								28 23						xidneq
1326	interval_div																	1186	1186 701						interval_div
1339	dlog10															1		701	701						dlog10
1340	log															1		701	701						dlog10
1194	log10															1		701	701						dlog10
1341	ln															1		701	701						dlog1
1342	round															1		701	701						dround
1343	trunc															1		701	701						dtrunc
1344	sqrt															1		701	701						dsqrt
1345	cbrt															1		701	701						dcbrt
1346	pow																	701	701 701						dpow
1368	power																	701	701 701						dpow
1347	exp															1		701	701						dexp
1349	oidvectortypes													s		1		25	30						oidvectortypes
1350	timetz_in													s		3		1266	2275 26 23						timetz_in
1351	timetz_out															1		2275	1266						timetz_out
2911	timetztypmodin															1		23	1263						timetztypmodin
2912	timetztypmodout															1		2275	23						timetztypmodout
1352	timetz_eq										true								1266 1266						timetz_eq
1353	timetz_ne										true								1266 1266						timetz_ne
1354	timetz_lt										true								1266 1266						timetz_lt
1355	timetz_le										true								1266 1266						timetz_le
1356	timetz_ge										true								1266 1266						timetz_ge
1357	timetz_gt										true								1266 1266						timetz_gt
1358	timetz_cmp										true							23	1266 1266						timetz_cmp
1359	timestamptz																	1184	1082 1266						datetimetz_timestamptz
1367	character_length															1		23	1042						bpcharlen
1369	character_length															1		23	25						textlen
1370	interval										true					1		1186	1083						time_interval
1372	char_length															1		23	1042						bpcharlen
1374	octet_length															1		23	25						textoctetlen
1375	octet_length															1		23	1042						bpcharoctetlen
1377	time_larger																	1083	1083 1083						time_larger
1378	time_smaller																	1083	1083 1083						time_smaller
1379	timetz_larger																	1266	1266 1266						timetz_larger
1380	timetz_smaller																	1266	1266 1266						timetz_smaller
1381	char_length															1		23	25						textlen
6199	extract																	1700	25 1082						extract_date
1385	date_part																	701	25 1083						time_part
6200	extract																	1700	25 1083						extract_time
1388	timetz													s		1		1266	1184						timestamptz_timetz
1373	isfinite															1			1082						date_finite
1389	isfinite															1			1184						timestamp_finite
1390	isfinite															1			1186						interval_finite
1376	factorial															1		1700	20						numeric_fac
1394	abs															1		700	700						float4abs
1395	abs															1		701	701						float8abs
1396	abs															1		20	20						int8abs
1397	abs															1		23	23						int4abs
1398	abs															1		21	21						int2abs
1400	name										true					1		19	1043						text_name
1401	varchar										true					1		1043	19						name_text
1402	current_schema													s	u	0		19	\E						current_schema
1403	current_schemas													s	u	1		1003	16						current_schemas
1404	overlay															4		25	25 25 23 23						textoverlay
1405	overlay															3		25	25 25 23						textoverlay_no_len
1406	isvertical																		600 600						point_vert
1407	ishorizontal																		600 600						point_horiz
1408	isparallel																		601 601						lseg_parallel
1409	isperp																		601 601						lseg_perp
1410	isvertical															1			601						lseg_vertical
1411	ishorizontal															1			601						lseg_horizontal
1412	isparallel																		628 628						line_parallel
1413	isperp																		628 628						line_perp
1414	isvertical															1			628						line_vertical
1415	ishorizontal															1			628						line_horizontal
1416	point															1		600	718						circle_center
1419	time															1		1083	1186						interval_time
1421	box																	603	600 600						points_box
1422	box_add																	603	603 600						box_add
1423	box_sub																	603	603 600						box_sub
1424	box_mul																	603	603 600						box_mul
1425	box_div																	603	603 600						box_div
1428	poly_contain_pt																		604 600						poly_contain_pt
1429	pt_contained_poly																		600 604						pt_contained_poly
1430	isclosed															1			602						path_isclosed
1431	isopen															1			602						path_isopen
1432	path_npoints															1		23	602						path_npoints
1433	pclose															1		602	602						path_close
1434	popen															1		602	602						path_open
1435	path_add																	602	602 602						path_add
1436	path_add_pt																	602	602 600						path_add_pt
1437	path_sub_pt																	602	602 600						path_sub_pt
1438	path_mul_pt																	602	602 600						path_mul_pt
1439	path_div_pt																	602	602 600						path_div_pt
1440	point																	600	701 701						construct_point
1441	point_add																	600	600 600						point_add
1442	point_sub																	600	600 600						point_sub
1443	point_mul																	600	600 600						point_mul
1444	point_div																	600	600 600						point_div
1445	poly_npoints															1		23	604						poly_npoints
1446	box															1		603	604						poly_box
1447	path															1		602	604						poly_path
1448	polygon															1		604	603						box_poly
1449	polygon															1		604	602						path_poly
1450	circle_in															1		718	2275						circle_in
1451	circle_out															1		2275	718						circle_out
1452	circle_same																		718 718						circle_same
1453	circle_contain																		718 718						circle_contain
1454	circle_left																		718 718						circle_left
1455	circle_overleft																		718 718						circle_overleft
1456	circle_overright																		718 718						circle_overright
1457	circle_right																		718 718						circle_right
1458	circle_contained																		718 718						circle_contained
1459	circle_overlap																		718 718						circle_overlap
1460	circle_below																		718 718						circle_below
1461	circle_above																		718 718						circle_above
1462	circle_eq										true								718 718						circle_eq
1463	circle_ne										true								718 718						circle_ne
1464	circle_lt										true								718 718						circle_lt
1465	circle_gt										true								718 718						circle_gt
1466	circle_le										true								718 718						circle_le
1467	circle_ge										true								718 718						circle_ge
1468	area															1		701	718						circle_area
1469	diameter															1		701	718						circle_diameter
1470	radius															1		701	718						circle_radius
1471	circle_distance																	701	718 718						circle_distance
1472	circle_center															1		600	718						circle_center
1473	circle																	718	600 701						cr_circle
1474	circle															1		718	604						poly_circle
1475	polygon																	604	23 718						circle_poly
1476	dist_pc																	701	600 718						dist_pc
1477	circle_contain_pt																		718 600						circle_contain_pt
1478	pt_contained_circle																		600 718						pt_contained_circle
4091	box															1		603	600						point_box
1479	circle															1		718	603						box_circle
1480	box															1		603	718						circle_box
1482	lseg_ne										true								601 601						lseg_ne
1483	lseg_lt										true								601 601						lseg_lt
1484	lseg_le										true								601 601						lseg_le
1485	lseg_gt										true								601 601						lseg_gt
1486	lseg_ge										true								601 601						lseg_ge
1487	lseg_length															1		701	601						lseg_length
1488	close_ls																	600	628 601						close_ls
1489	close_lseg																	600	601 601						close_lseg
1490	line_in															1		628	2275						line_in
1491	line_out															1		2275	628						line_out
1492	line_eq																		628 628						line_eq
1493	line																	628	600 600						line_construct_pp
1494	line_interpt																	600	628 628						line_interpt
1495	line_intersect																		628 628						line_intersect
1496	line_parallel																		628 628						line_parallel
1497	line_perp																		628 628						line_perp
1498	line_vertical															1			628						line_vertical
1499	line_horizontal															1			628						line_horizontal
1530	length															1		701	601						lseg_length
1531	length															1		701	602						path_length
1532	point															1		600	601						lseg_center
1534	point															1		600	603						box_center
1540	point															1		600	604						poly_center
1541	lseg															1		601	603						box_diagonal
1542	center															1		600	603						box_center
1543	center															1		600	718						circle_center
1545	npoints															1		23	602						path_npoints
1556	npoints															1		23	604						poly_npoints
1564	bit_in															3		1560	2275 26 23						bit_in
1565	bit_out															1		2275	1560						bit_out
2919	bittypmodin															1		23	1263						bittypmodin
2920	bittypmodout															1		2275	23						bittypmodout
1569	like							1023											25 25						textlike
1570	notlike																		25 25						textnlike
1571	like							1023											19 25						namelike
1572	notlike																		19 25						namenlike
1574	nextval													v	u	1		20	2205						nextval_oid
1575	currval													v	u	1		20	2205						currval_oid
1576	setval													v	u			20	2205 20						setval_oid
1765	setval													v	u	3		20	2205 20 16						setval3_oid
3078	pg_sequence_parameters													s		1		2249	26	{26,20,20,20,20,16,20,26}	{i,o,o,o,o,o,o,o}	{sequence_oid,start_value,minimum_value,maximum_value,increment,cycle_option,cache_size,data_type}			pg_sequence_parameters
4032	pg_sequence_last_value													v	u	1		20	2205						pg_sequence_last_value
275	pg_nextoid													v	u	3		26	2205 19 2205						pg_nextoid
6241	pg_stop_making_pinned_objects													v	u	0		2278	\E						pg_stop_making_pinned_objects
1579	varbit_in															3		1562	2275 26 23						varbit_in
1580	varbit_out															1		2275	1562						varbit_out
2902	varbittypmodin															1		23	1263						varbittypmodin
2921	varbittypmodout															1		2275	23						varbittypmodout
1581	biteq										true								1560 1560						biteq
1582	bitne										true								1560 1560						bitne
1592	bitge										true								1560 1560						bitge
1593	bitgt										true								1560 1560						bitgt
1594	bitle										true								1560 1560						bitle
1595	bitlt										true								1560 1560						bitlt
1596	bitcmp										true							23	1560 1560						bitcmp
1598	random													v	r	0		701	\E						drandom
1599	setseed													v	r	1		2278	701						setseed
1600	asin															1		701	701						dasin
1601	acos															1		701	701						dacos
1602	atan															1		701	701						datan
1603	atan2																	701	701 701						datan2
1604	sin															1		701	701						dsin
1605	cos															1		701	701						dcos
1606	tan															1		701	701						dtan
1607	cot															1		701	701						dcot
2731	asind															1		701	701						dasind
2732	acosd															1		701	701						dacosd
2733	atand															1		701	701						datand
2734	atan2d																	701	701 701						datan2d
2735	sind															1		701	701						dsind
2736	cosd															1		701	701						dcosd
2737	tand															1		701	701						dtand
2738	cotd															1		701	701						dcotd
1608	degrees															1		701	701						degrees
1609	radians															1		701	701						radians
1610	pi															0		701	\E						dpi
2462	sinh															1		701	701						dsinh
2463	cosh															1		701	701						dcosh
2464	tanh															1		701	701						dtanh
2465	asinh															1		701	701						dasinh
2466	acosh															1		701	701						dacosh
2467	atanh															1		701	701						datanh
1618	interval_mul																	1186	1186 701						interval_mul
1620	ascii															1		23	25						ascii
1621	chr															1		25	23						chr
1622	repeat																	25	25 23						repeat
1623	similar_escape											false						25	25 25						similar_escape
1986	similar_to_escape																	25	25 25						similar_to_escape_2
1987	similar_to_escape															1		25	25						similar_to_escape_1
1624	mul_d_interval																	1186	701 1186						mul_d_interval
1631	bpcharlike							1023											1042 25						textlike
1632	bpcharnlike																		1042 25						textnlike
1633	texticlike							1025											25 25						texticlike
1025	texticlike_support															1		2281							texticlike_support
1634	texticnlike																		25 25						texticnlike
1635	nameiclike							1025											19 25						nameiclike
1636	nameicnlike																		19 25						nameicnlike
1637	like_escape																	25	25 25						like_escape
1656	bpcharicregexeq							1024											1042 25						texticregexeq
1657	bpcharicregexne																		1042 25						texticregexne
1658	bpcharregexeq							1364											1042 25						textregexeq
1659	bpcharregexne																		1042 25						textregexne
1660	bpchariclike							1025											1042 25						texticlike
1661	bpcharicnlike																		1042 25						texticnlike
868	strpos																	23	25 25						textpos
870	lower															1		25	25						lower
871	upper															1		25	25						upper
872	initcap															1		25	25						initcap
873	lpad															3		25	25 23 25						lpad
874	rpad															3		25	25 23 25						rpad
875	ltrim																	25	25 25						ltrim
876	rtrim																	25	25 25						rtrim
877	substr															3		25	25 23 23						text_substr
878	translate															3		25	25 25 25						translate
881	ltrim															1		25	25						ltrim1
882	rtrim															1		25	25						rtrim1
883	substr																	25	25 23						text_substr_no_len
884	btrim																	25	25 25						btrim
885	btrim															1		25	25						btrim1
936	substring															3		25	25 23 23						text_substr
937	substring																	25	25 23						text_substr_no_len
2087	replace															3		25	25 25 25						replace_text
2284	regexp_replace															3		25	25 25 25						textregexreplace_noopt
2285	regexp_replace															4		25	25 25 25 25						textregexreplace
6251	regexp_replace															6		25	25 25 25 23 23 25						textregexreplace_extended
6252	regexp_replace															5		25	25 25 25 23 23						textregexreplace_extended_no_flags
6253	regexp_replace															4		25	25 25 25 23						textregexreplace_extended_no_n
3396	regexp_match																	1009	25 25						regexp_match_no_flags
3397	regexp_match															3		1009	25 25 25						regexp_match
2763	regexp_matches					1							true					1009	25 25						regexp_matches_no_flags
2764	regexp_matches					10							true			3		1009	25 25 25						regexp_matches
6254	regexp_count																	23	25 25						regexp_count_no_start
6255	regexp_count															3		23	25 25 23						regexp_count_no_flags
6256	regexp_count															4		23	25 25 23 25						regexp_count
6257	regexp_instr																	23	25 25						regexp_instr_no_start
6258	regexp_instr															3		23	25 25 23						regexp_instr_no_n
6259	regexp_instr															4		23	25 25 23 23						regexp_instr_no_endoption
6260	regexp_instr															5		23	25 25 23 23 23						regexp_instr_no_flags
6261	regexp_instr															6		23	25 25 23 23 23 25						regexp_instr_no_subexpr
6262	regexp_instr															7		23	25 25 23 23 23 25 23						regexp_instr
6263	regexp_like																		25 25						regexp_like_no_flags
6264	regexp_like															3			25 25 25						regexp_like
6265	regexp_substr																	25	25 25						regexp_substr_no_start
6266	regexp_substr															3		25	25 25 23						regexp_substr_no_n
6267	regexp_substr															4		25	25 25 23 23						regexp_substr_no_flags
6268	regexp_substr															5		25	25 25 23 23 25						regexp_substr_no_subexpr
6269	regexp_substr															6		25	25 25 23 23 25 23						regexp_substr
2088	split_part															3		25	25 25 23						split_part
2765	regexp_split_to_table					1000							true					25	25 25						regexp_split_to_table_no_flags
2766	regexp_split_to_table					1000							true			3		25	25 25 25						regexp_split_to_table
2767	regexp_split_to_array																	1009	25 25						regexp_split_to_array_no_flags
2768	regexp_split_to_array															3		1009	25 25 25						regexp_split_to_array
2089	to_hex															1		25	23						to_hex32
2090	to_hex															1		25	20						to_hex64
1039	getdatabaseencoding													s		0		19	\E						getdatabaseencoding
810	pg_client_encoding													s		0		19	\E						pg_client_encoding
1713	length													s				23	17 19						length_in_encoding
1714	convert_from													s				25	17 19						pg_convert_from
1717	convert_to													s				17	25 19						pg_convert_to
1813	convert													s		3		17	17 19 19						pg_convert
1264	pg_char_to_encoding													s		1		23	19						PG_char_to_encoding
1597	pg_encoding_to_char													s		1		19	23						PG_encoding_to_char
2319	pg_encoding_max_length															1		23	23						pg_encoding_max_length_sql
1638	oidgt										true								26 26						oidgt
1639	oidge										true								26 26						oidge
1573	pg_get_ruledef													s		1		25	26						pg_get_ruledef
1640	pg_get_viewdef													s	r	1		25	25						pg_get_viewdef_name
1641	pg_get_viewdef													s	r	1		25	26						pg_get_viewdef
1642	pg_get_userbyid													s		1		19	26						pg_get_userbyid
1643	pg_get_indexdef													s		1		25	26						pg_get_indexdef
3415	pg_get_statisticsobjdef													s		1		25	26						pg_get_statisticsobjdef
6174	pg_get_statisticsobjdef_columns													s		1		25	26						pg_get_statisticsobjdef_columns
6173	pg_get_statisticsobjdef_expressions													s		1		1009	26						pg_get_statisticsobjdef_expressions
3352	pg_get_partkeydef													s		1		25	26						pg_get_partkeydef
3408	pg_get_partition_constraintdef													s		1		25	26						pg_get_partition_constraintdef
1662	pg_get_triggerdef													s		1		25	26						pg_get_triggerdef
1387	pg_get_constraintdef													s		1		25	26						pg_get_constraintdef
1716	pg_get_expr													s				25	194 26						pg_get_expr
1665	pg_get_serial_sequence													s				25	25 25						pg_get_serial_sequence
2098	pg_get_functiondef													s		1		25	26						pg_get_functiondef
2162	pg_get_function_arguments													s		1		25	26						pg_get_function_arguments
2232	pg_get_function_identity_arguments													s		1		25	26						pg_get_function_identity_arguments
2165	pg_get_function_result													s		1		25	26						pg_get_function_result
3808	pg_get_function_arg_default													s				25	26 23						pg_get_function_arg_default
6197	pg_get_function_sqlbody													s		1		25	26						pg_get_function_sqlbody
1686	pg_get_keywords				10	500							true	s		0		2249	\E	{25,18,16,25,25}	{o,o,o,o,o}	{word,catcode,barelabel,catdesc,baredesc}			pg_get_keywords
6159	pg_get_catalog_foreign_keys				10	250							true	s		0		2249	\E	{2205,1009,2205,1009,16,16}	{o,o,o,o,o,o}	{fktable,fkcols,pktable,pkcols,is_array,is_opt}			pg_get_catalog_foreign_keys
2289	pg_options_to_table					3							true	s		1		2249	1009	{1009,25,25}	{i,o,o}	{options_array,option_name,option_value}			pg_options_to_table
1619	pg_typeof											false		s		1		2206	2276						pg_typeof
3162	pg_collation_for											false		s		1		25	2276						pg_collation_for
3842	pg_relation_is_updatable				10									s				23	2205 16						pg_relation_is_updatable
3843	pg_column_is_updatable				10									s		3			2205 21 16						pg_column_is_updatable
6120	pg_get_replica_identity_index				10									s		1		2205	2205						pg_get_replica_identity_index
1250	unique_key_recheck													v		0		2279	\E						unique_key_recheck
1644	RI_FKey_check_ins													v		0		2279	\E						RI_FKey_check_ins
1645	RI_FKey_check_upd													v		0		2279	\E						RI_FKey_check_upd
1646	RI_FKey_cascade_del													v		0		2279	\E						RI_FKey_cascade_del
1647	RI_FKey_cascade_upd													v		0		2279	\E						RI_FKey_cascade_upd
1648	RI_FKey_restrict_del													v		0		2279	\E						RI_FKey_restrict_del
1649	RI_FKey_restrict_upd													v		0		2279	\E						RI_FKey_restrict_upd
1650	RI_FKey_setnull_del													v		0		2279	\E						RI_FKey_setnull_del
1651	RI_FKey_setnull_upd													v		0		2279	\E						RI_FKey_setnull_upd
1652	RI_FKey_setdefault_del													v		0		2279	\E						RI_FKey_setdefault_del
1653	RI_FKey_setdefault_upd													v		0		2279	\E						RI_FKey_setdefault_upd
1654	RI_FKey_noaction_del													v		0		2279	\E						RI_FKey_noaction_del
1655	RI_FKey_noaction_upd													v		0		2279	\E						RI_FKey_noaction_upd
1666	varbiteq										true								1562 1562						biteq
1667	varbitne										true								1562 1562						bitne
1668	varbitge										true								1562 1562						bitge
1669	varbitgt										true								1562 1562						bitgt
1670	varbitle										true								1562 1562						bitle
1671	varbitlt										true								1562 1562						bitlt
1672	varbitcmp										true							23	1562 1562						bitcmp
1673	bitand																	1560	1560 1560						bit_and
1674	bitor																	1560	1560 1560						bit_or
1675	bitxor																	1560	1560 1560						bitxor
1676	bitnot															1		1560	1560						bitnot
1677	bitshiftleft																	1560	1560 23						bitshiftleft
1678	bitshiftright																	1560	1560 23						bitshiftright
1679	bitcat																	1562	1562 1562						bitcat
1680	substring															3		1560	1560 23 23						bitsubstr
1681	length															1		23	1560						bitlength
1682	octet_length															1		23	1560						bitoctetlength
1683	bit																	1560	23 23						bitfromint4
1684	int4															1		23	1560						bittoint4
1685	bit															3		1560	1560 23 16						bit
3158	varbit_support															1		2281							varbit_support
1687	varbit							3158								3		1562	1562 23 16						varbit
1698	position																	23	1560 1560						bitposition
1699	substring																	1560	1560 23						bitsubstr_no_len
3030	overlay															4		1560	1560 1560 23 23						bitoverlay
3031	overlay															3		1560	1560 1560 23						bitoverlay_no_len
3032	get_bit																	23	1560 23						bitgetbit
3033	set_bit															3		1560	1560 23 23						bitsetbit
6162	bit_count															1		20	1560						bit_bit_count
436	macaddr_in															1		829	2275						macaddr_in
437	macaddr_out															1		2275	829						macaddr_out
753	trunc															1		829	829						macaddr_trunc
830	macaddr_eq										true								829 829						macaddr_eq
831	macaddr_lt										true								829 829						macaddr_lt
832	macaddr_le										true								829 829						macaddr_le
833	macaddr_gt										true								829 829						macaddr_gt
834	macaddr_ge										true								829 829						macaddr_ge
835	macaddr_ne										true								829 829						macaddr_ne
836	macaddr_cmp										true							23	829 829						macaddr_cmp
3144	macaddr_not															1		829	829						macaddr_not
3145	macaddr_and																	829	829 829						macaddr_and
3146	macaddr_or																	829	829 829						macaddr_or
3359	macaddr_sortsupport															1		2278							macaddr_sortsupport
4110	macaddr8_in															1		774	2275						macaddr8_in
4111	macaddr8_out															1		2275	774						macaddr8_out
4112	trunc															1		774	774						macaddr8_trunc
4113	macaddr8_eq										true								774 774						macaddr8_eq
4114	macaddr8_lt										true								774 774						macaddr8_lt
4115	macaddr8_le										true								774 774						macaddr8_le
4116	macaddr8_gt										true								774 774						macaddr8_gt
4117	macaddr8_ge										true								774 774						macaddr8_ge
4118	macaddr8_ne										true								774 774						macaddr8_ne
4119	macaddr8_cmp										true							23	774 774						macaddr8_cmp
4120	macaddr8_not															1		774	774						macaddr8_not
4121	macaddr8_and																	774	774 774						macaddr8_and
4122	macaddr8_or																	774	774 774						macaddr8_or
4123	macaddr8										true					1		774	829						macaddrtomacaddr8
4124	macaddr															1		829	774						macaddr8tomacaddr
4125	macaddr8_set7bit															1		774	774						macaddr8_set7bit
910	inet_in															1		869	2275						inet_in
911	inet_out															1		2275	869						inet_out
1267	cidr_in															1		650	2275						cidr_in
1427	cidr_out															1		2275	650						cidr_out
920	network_eq										true								869 869						network_eq
921	network_lt										true								869 869						network_lt
922	network_le										true								869 869						network_le
923	network_gt										true								869 869						network_gt
924	network_ge										true								869 869						network_ge
925	network_ne										true								869 869						network_ne
3562	network_larger																	869	869 869						network_larger
3563	network_smaller																	869	869 869						network_smaller
926	network_cmp										true							23	869 869						network_cmp
927	network_sub							1173											869 869						network_sub
928	network_subeq							1173											869 869						network_subeq
929	network_sup							1173											869 869						network_sup
930	network_supeq							1173											869 869						network_supeq
1173	network_subset_support															1		2281							network_subset_support
3551	network_overlap																		869 869						network_overlap
5033	network_sortsupport															1		2278							network_sortsupport
598	abbrev															1		25	869						inet_abbrev
599	abbrev															1		25	650						cidr_abbrev
605	set_masklen																	869	869 23						inet_set_masklen
635	set_masklen																	650	650 23						cidr_set_masklen
711	family															1		23	869						network_family
683	network															1		650	869						network_network
696	netmask															1		869	869						network_netmask
697	masklen															1		23	869						network_masklen
698	broadcast															1		869	869						network_broadcast
699	host															1		25	869						network_host
730	text															1		25	869						network_show
1362	hostmask															1		869	869						network_hostmask
1715	cidr															1		650	869						inet_to_cidr
2196	inet_client_addr											false		s	r	0		869	\E						inet_client_addr
2197	inet_client_port											false		s	r	0		23	\E						inet_client_port
2198	inet_server_addr											false		s	r	0		869	\E						inet_server_addr
2199	inet_server_port											false		s	r	0		23	\E						inet_server_port
2627	inetnot															1		869	869						inetnot
2628	inetand																	869	869 869						inetand
2629	inetor																	869	869 869						inetor
2630	inetpl																	869	869 20						inetpl
2632	inetmi_int8																	869	869 20						inetmi_int8
2633	inetmi																	20	869 869						inetmi
4071	inet_same_family																		869 869						inet_same_family
4063	inet_merge																	650	869 869						inet_merge
3553	inet_gist_consistent															5			2281 869 21 26 2281						inet_gist_consistent
3554	inet_gist_union																	869	2281 2281						inet_gist_union
3555	inet_gist_compress															1		2281							inet_gist_compress
3573	inet_gist_fetch															1		2281							inet_gist_fetch
3557	inet_gist_penalty															3		2281	2281 2281 2281						inet_gist_penalty
3558	inet_gist_picksplit																	2281	2281 2281						inet_gist_picksplit
3559	inet_gist_same															3		2281	869 869 2281						inet_gist_same
3795	inet_spg_config																	2278	2281 2281						inet_spg_config
3796	inet_spg_choose																	2278	2281 2281						inet_spg_choose
3797	inet_spg_picksplit																	2278	2281 2281						inet_spg_picksplit
3798	inet_spg_inner_consistent																	2278	2281 2281						inet_spg_inner_consistent
3799	inet_spg_leaf_consistent																		2281 2281						inet_spg_leaf_consistent
3560	networksel													s		4		701	2281 26 2281 23						networksel
3561	networkjoinsel													s		5		701	2281 26 2281 21 2281						networkjoinsel
1690	time_mi_time																	1186	1083 1083						time_mi_time
1691	boolle										true								16 16						boolle
1692	boolge										true								16 16						boolge
1693	btboolcmp										true							23	16 16						btboolcmp
1688	time_hash															1		23	1083						time_hash
3409	time_hash_extended																	20	1083 20						time_hash_extended
1696	timetz_hash															1		23	1266						timetz_hash
3410	timetz_hash_extended																	20	1266 20						timetz_hash_extended
1697	interval_hash															1		23	1186						interval_hash
3418	interval_hash_extended																	20	1186 20						interval_hash_extended
1701	numeric_in															3		1700	2275 26 23						numeric_in
1702	numeric_out															1		2275	1700						numeric_out
2917	numerictypmodin															1		23	1263						numerictypmodin
2918	numerictypmodout															1		2275	23						numerictypmodout
3157	numeric_support															1		2281							numeric_support
1703	numeric							3157										1700	1700 23						numeric
1704	numeric_abs															1		1700	1700						numeric_abs
1705	abs															1		1700	1700						numeric_abs
1706	sign															1		1700	1700						numeric_sign
1707	round																	1700	1700 23						numeric_round
1709	trunc																	1700	1700 23						numeric_trunc
1711	ceil															1		1700	1700						numeric_ceil
2167	ceiling															1		1700	1700						numeric_ceil
1712	floor															1		1700	1700						numeric_floor
1718	numeric_eq																		1700 1700						numeric_eq
1719	numeric_ne																		1700 1700						numeric_ne
1720	numeric_gt																		1700 1700						numeric_gt
1721	numeric_ge																		1700 1700						numeric_ge
1722	numeric_lt																		1700 1700						numeric_lt
1723	numeric_le																		1700 1700						numeric_le
1724	numeric_add																	1700	1700 1700						numeric_add
1725	numeric_sub																	1700	1700 1700						numeric_sub
1726	numeric_mul																	1700	1700 1700						numeric_mul
1727	numeric_div																	1700	1700 1700						numeric_div
1728	mod																	1700	1700 1700						numeric_mod
1729	numeric_mod																	1700	1700 1700						numeric_mod
5048	gcd																	1700	1700 1700						numeric_gcd
5049	lcm																	1700	1700 1700						numeric_lcm
1730	sqrt															1		1700	1700						numeric_sqrt
1731	numeric_sqrt															1		1700	1700						numeric_sqrt
1732	exp															1		1700	1700						numeric_exp
1733	numeric_exp															1		1700	1700						numeric_exp
1734	ln															1		1700	1700						numeric_ln
1735	numeric_ln															1		1700	1700						numeric_ln
1736	log																	1700	1700 1700						numeric_log
1737	numeric_log																	1700	1700 1700						numeric_log
1738	pow																	1700	1700 1700						numeric_power
2169	power																	1700	1700 1700						numeric_power
1739	numeric_power																	1700	1700 1700						numeric_power
3281	scale															1		23	1700						numeric_scale
5042	min_scale															1		23	1700						numeric_min_scale
5043	trim_scale															1		1700	1700						numeric_trim_scale
1740	numeric										true					1		1700	23						int4_numeric
1742	numeric										true					1		1700	700						float4_numeric
1743	numeric										true					1		1700	701						float8_numeric
1744	int4															1		23	1700						numeric_int4
1745	float4															1		700	1700						numeric_float4
1746	float8															1		701	1700						numeric_float8
1973	div																	1700	1700 1700						numeric_div_trunc
1980	numeric_div_trunc																	1700	1700 1700						numeric_div_trunc
2170	width_bucket															4		23	1700 1700 1700 23						width_bucket_numeric
1747	time_pl_interval																	1083	1083 1186						time_pl_interval
1748	time_mi_interval																	1083	1083 1186						time_mi_interval
1749	timetz_pl_interval																	1266	1266 1186						timetz_pl_interval
1750	timetz_mi_interval																	1266	1266 1186						timetz_mi_interval
1764	numeric_inc															1		1700	1700						numeric_inc
1766	numeric_smaller																	1700	1700 1700						numeric_smaller
1767	numeric_larger																	1700	1700 1700						numeric_larger
1769	numeric_cmp																	23	1700 1700						numeric_cmp
3283	numeric_sortsupport															1		2278							numeric_sortsupport
1771	numeric_uminus															1		1700	1700						numeric_uminus
1779	int8															1		20	1700						numeric_int8
1781	numeric										true					1		1700	20						int8_numeric
1782	numeric										true					1		1700	21						int2_numeric
1783	int2															1		21	1700						numeric_int2
6103	pg_lsn															1		3220	1700						numeric_pg_lsn
3556	bool															1			3802						jsonb_bool
3449	numeric															1		1700	3802						jsonb_numeric
3450	int2															1		21	3802						jsonb_int2
3451	int4															1		23	3802						jsonb_int4
3452	int8															1		20	3802						jsonb_int8
3453	float4															1		700	3802						jsonb_float4
2580	float8															1		701	3802						jsonb_float8
1770	to_char													s				25	1184 25						timestamptz_to_char
1772	to_char													s				25	1700 25						numeric_to_char
1773	to_char													s				25	23 25						int4_to_char
1774	to_char													s				25	20 25						int8_to_char
1775	to_char													s				25	700 25						float4_to_char
1776	to_char													s				25	701 25						float8_to_char
1777	to_number													s				1700	25 25						numeric_to_number
1778	to_timestamp													s				1184	25 25						to_timestamp
1780	to_date													s				1082	25 25						to_date
1768	to_char													s				25	1186 25						interval_to_char
1282	quote_ident															1		25	25						quote_ident
1283	quote_literal															1		25	25						quote_literal
1285	quote_literal			14										s		1		25	2283						select pg_catalog.quote_literal($1::pg_catalog.text)
1289	quote_nullable											false				1		25	25						quote_nullable
1290	quote_nullable			14								false		s		1		25	2283						select pg_catalog.quote_nullable($1::pg_catalog.text)
1798	oidin															1		26	2275						oidin
1799	oidout															1		2275	26						oidout
3058	concat						2276					false		s		1		25	2276	{2276}	{v}				text_concat
3059	concat_ws						2276					false		s				25	25 2276	{25,2276}	{i,v}				text_concat_ws
3060	left																	25	25 23						text_left
3061	right																	25	25 23						text_right
3062	reverse															1		25	25						text_reverse
3539	format						2276					false		s				25	25 2276	{25,2276}	{i,v}				text_format
3540	format											false		s		1		25	25						text_format_nv
1814	iclikesel													s		4		701	2281 26 2281 23						iclikesel
1815	icnlikesel													s		4		701	2281 26 2281 23						icnlikesel
1816	iclikejoinsel													s		5		701	2281 26 2281 21 2281						iclikejoinsel
1817	icnlikejoinsel													s		5		701	2281 26 2281 21 2281						icnlikejoinsel
1818	regexeqsel													s		4		701	2281 26 2281 23						regexeqsel
1819	likesel													s		4		701	2281 26 2281 23						likesel
1820	icregexeqsel													s		4		701	2281 26 2281 23						icregexeqsel
1821	regexnesel													s		4		701	2281 26 2281 23						regexnesel
1822	nlikesel													s		4		701	2281 26 2281 23						nlikesel
1823	icregexnesel													s		4		701	2281 26 2281 23						icregexnesel
1824	regexeqjoinsel													s		5		701	2281 26 2281 21 2281						regexeqjoinsel
1825	likejoinsel													s		5		701	2281 26 2281 21 2281						likejoinsel
1826	icregexeqjoinsel													s		5		701	2281 26 2281 21 2281						icregexeqjoinsel
1827	regexnejoinsel													s		5		701	2281 26 2281 21 2281						regexnejoinsel
1828	nlikejoinsel													s		5		701	2281 26 2281 21 2281						nlikejoinsel
1829	icregexnejoinsel													s		5		701	2281 26 2281 21 2281						icregexnejoinsel
3437	prefixsel													s		4		701	2281 26 2281 23						prefixsel
3438	prefixjoinsel													s		5		701	2281 26 2281 21 2281						prefixjoinsel
1830	float8_avg															1		701	1022						float8_avg
2512	float8_var_pop															1		701	1022						float8_var_pop
1831	float8_var_samp															1		701	1022						float8_var_samp
2513	float8_stddev_pop															1		701	1022						float8_stddev_pop
1832	float8_stddev_samp															1		701	1022						float8_stddev_samp
1833	numeric_accum											false						2281	2281 1700						numeric_accum
3341	numeric_combine											false						2281	2281 2281						numeric_combine
2858	numeric_avg_accum											false						2281	2281 1700						numeric_avg_accum
3337	numeric_avg_combine											false						2281	2281 2281						numeric_avg_combine
2740	numeric_avg_serialize															1		17							numeric_avg_serialize
2741	numeric_avg_deserialize																	2281	17 2281						numeric_avg_deserialize
3335	numeric_serialize															1		17							numeric_serialize
3336	numeric_deserialize																	2281	17 2281						numeric_deserialize
3548	numeric_accum_inv											false						2281	2281 1700						numeric_accum_inv
1834	int2_accum											false						2281	2281 21						int2_accum
1835	int4_accum											false						2281	2281 23						int4_accum
1836	int8_accum											false						2281	2281 20						int8_accum
3338	numeric_poly_combine											false						2281	2281 2281						numeric_poly_combine
3339	numeric_poly_serialize															1		17							numeric_poly_serialize
3340	numeric_poly_deserialize																	2281	17 2281						numeric_poly_deserialize
2746	int8_avg_accum											false						2281	2281 20						int8_avg_accum
3567	int2_accum_inv											false						2281	2281 21						int2_accum_inv
3568	int4_accum_inv											false						2281	2281 23						int4_accum_inv
3569	int8_accum_inv											false						2281	2281 20						int8_accum_inv
3387	int8_avg_accum_inv											false						2281	2281 20						int8_avg_accum_inv
2785	int8_avg_combine											false						2281	2281 2281						int8_avg_combine
2786	int8_avg_serialize															1		17							int8_avg_serialize
2787	int8_avg_deserialize																	2281	17 2281						int8_avg_deserialize
3324	int4_avg_combine																	1016	1016 1016						int4_avg_combine
3178	numeric_sum											false				1		1700							numeric_sum
1837	numeric_avg											false				1		1700							numeric_avg
2514	numeric_var_pop											false				1		1700							numeric_var_pop
1838	numeric_var_samp											false				1		1700							numeric_var_samp
2596	numeric_stddev_pop											false				1		1700							numeric_stddev_pop
1839	numeric_stddev_samp											false				1		1700							numeric_stddev_samp
1840	int2_sum											false						20	20 21						int2_sum
1841	int4_sum											false						20	20 23						int4_sum
1842	int8_sum											false						1700	1700 20						int8_sum
3388	numeric_poly_sum											false				1		1700							numeric_poly_sum
3389	numeric_poly_avg											false				1		1700							numeric_poly_avg
3390	numeric_poly_var_pop											false				1		1700							numeric_poly_var_pop
3391	numeric_poly_var_samp											false				1		1700							numeric_poly_var_samp
3392	numeric_poly_stddev_pop											false				1		1700							numeric_poly_stddev_pop
3393	numeric_poly_stddev_samp											false				1		1700							numeric_poly_stddev_samp
1843	interval_accum																	1187	1187 1186						interval_accum
3325	interval_combine																	1187	1187 1187						interval_combine
3549	interval_accum_inv																	1187	1187 1186						interval_accum_inv
1844	interval_avg															1		1186	1187						interval_avg
1962	int2_avg_accum																	1016	1016 21						int2_avg_accum
1963	int4_avg_accum																	1016	1016 23						int4_avg_accum
3570	int2_avg_accum_inv																	1016	1016 21						int2_avg_accum_inv
3571	int4_avg_accum_inv																	1016	1016 23						int4_avg_accum_inv
1964	int8_avg															1		1700	1016						int8_avg
3572	int2int4_sum															1		20	1016						int2int4_sum
2805	int8inc_float8_float8															3		20	20 701 701						int8inc_float8_float8
2806	float8_regr_accum															3		1022	1022 701 701						float8_regr_accum
3342	float8_regr_combine																	1022	1022 1022						float8_regr_combine
2807	float8_regr_sxx															1		701	1022						float8_regr_sxx
2808	float8_regr_syy															1		701	1022						float8_regr_syy
2809	float8_regr_sxy															1		701	1022						float8_regr_sxy
2810	float8_regr_avgx															1		701	1022						float8_regr_avgx
2811	float8_regr_avgy															1		701	1022						float8_regr_avgy
2812	float8_regr_r2															1		701	1022						float8_regr_r2
2813	float8_regr_slope															1		701	1022						float8_regr_slope
2814	float8_regr_intercept															1		701	1022						float8_regr_intercept
2815	float8_covar_pop															1		701	1022						float8_covar_pop
2816	float8_covar_samp															1		701	1022						float8_covar_samp
2817	float8_corr															1		701	1022						float8_corr
3535	string_agg_transfn											false				3		2281	2281 25 25						string_agg_transfn
3536	string_agg_finalfn											false				1		25							string_agg_finalfn
3538	string_agg								a			false						25	25 25
3543	bytea_string_agg_transfn											false				3		2281	2281 17 17						bytea_string_agg_transfn
3544	bytea_string_agg_finalfn											false				1		17							bytea_string_agg_finalfn
3545	string_agg								a			false						17	17 17
1845	to_ascii															1		25	25						to_ascii_default
1846	to_ascii																	25	25 23						to_ascii_enc
1847	to_ascii																	25	25 19						to_ascii_encname
1850	int28eq										true								21 20						int28eq
1851	int28ne										true								21 20						int28ne
1852	int28lt										true								21 20						int28lt
1853	int28gt										true								21 20						int28gt
1854	int28le										true								21 20						int28le
1855	int28ge										true								21 20						int28ge
1856	int82eq										true								20 21						int82eq
1857	int82ne										true								20 21						int82ne
1858	int82lt										true								20 21						int82lt
1859	int82gt										true								20 21						int82gt
1860	int82le										true								20 21						int82le
1861	int82ge										true								20 21						int82ge
1892	int2and																	21	21 21						int2and
1893	int2or																	21	21 21						int2or
1894	int2xor																	21	21 21						int2xor
1895	int2not															1		21	21						int2not
1896	int2shl																	21	21 23						int2shl
1897	int2shr																	21	21 23						int2shr
1898	int4and																	23	23 23						int4and
1899	int4or																	23	23 23						int4or
1900	int4xor																	23	23 23						int4xor
1901	int4not															1		23	23						int4not
1902	int4shl																	23	23 23						int4shl
1903	int4shr																	23	23 23						int4shr
1904	int8and																	20	20 20						int8and
1905	int8or																	20	20 20						int8or
1906	int8xor																	20	20 20						int8xor
1907	int8not															1		20	20						int8not
1908	int8shl																	20	20 23						int8shl
1909	int8shr																	20	20 23						int8shr
1910	int8up															1		20	20						int8up
1911	int2up															1		21	21						int2up
1912	int4up															1		23	23						int4up
1913	float4up															1		700	700						float4up
1914	float8up															1		701	701						float8up
1915	numeric_uplus															1		1700	1700						numeric_uplus
1922	has_table_privilege													s		3			19 25 25						has_table_privilege_name_name
1923	has_table_privilege													s		3			19 26 25						has_table_privilege_name_id
1924	has_table_privilege													s		3			26 25 25						has_table_privilege_id_name
1925	has_table_privilege													s		3			26 26 25						has_table_privilege_id_id
1926	has_table_privilege													s					25 25						has_table_privilege_name
1927	has_table_privilege													s					26 25						has_table_privilege_id
2181	has_sequence_privilege													s		3			19 25 25						has_sequence_privilege_name_name
2182	has_sequence_privilege													s		3			19 26 25						has_sequence_privilege_name_id
2183	has_sequence_privilege													s		3			26 25 25						has_sequence_privilege_id_name
2184	has_sequence_privilege													s		3			26 26 25						has_sequence_privilege_id_id
2185	has_sequence_privilege													s					25 25						has_sequence_privilege_name
2186	has_sequence_privilege													s					26 25						has_sequence_privilege_id
3012	has_column_privilege													s		4			19 25 25 25						has_column_privilege_name_name_name
3013	has_column_privilege													s		4			19 25 21 25						has_column_privilege_name_name_attnum
3014	has_column_privilege													s		4			19 26 25 25						has_column_privilege_name_id_name
3015	has_column_privilege													s		4			19 26 21 25						has_column_privilege_name_id_attnum
3016	has_column_privilege													s		4			26 25 25 25						has_column_privilege_id_name_name
3017	has_column_privilege													s		4			26 25 21 25						has_column_privilege_id_name_attnum
3018	has_column_privilege													s		4			26 26 25 25						has_column_privilege_id_id_name
3019	has_column_privilege													s		4			26 26 21 25						has_column_privilege_id_id_attnum
3020	has_column_privilege													s		3			25 25 25						has_column_privilege_name_name
3021	has_column_privilege													s		3			25 21 25						has_column_privilege_name_attnum
3022	has_column_privilege													s		3			26 25 25						has_column_privilege_id_name
3023	has_column_privilege													s		3			26 21 25						has_column_privilege_id_attnum
3024	has_any_column_privilege				10									s		3			19 25 25						has_any_column_privilege_name_name
3025	has_any_column_privilege				10									s		3			19 26 25						has_any_column_privilege_name_id
3026	has_any_column_privilege				10									s		3			26 25 25						has_any_column_privilege_id_name
3027	has_any_column_privilege				10									s		3			26 26 25						has_any_column_privilege_id_id
3028	has_any_column_privilege				10									s					25 25						has_any_column_privilege_name
3029	has_any_column_privilege				10									s					26 25						has_any_column_privilege_id
3355	pg_ndistinct_in															1		3361	2275						pg_ndistinct_in
3356	pg_ndistinct_out															1		2275	3361						pg_ndistinct_out
3357	pg_ndistinct_recv													s		1		3361							pg_ndistinct_recv
3358	pg_ndistinct_send													s		1		17	3361						pg_ndistinct_send
3404	pg_dependencies_in															1		3402	2275						pg_dependencies_in
3405	pg_dependencies_out															1		2275	3402						pg_dependencies_out
3406	pg_dependencies_recv													s		1		3402							pg_dependencies_recv
3407	pg_dependencies_send													s		1		17	3402						pg_dependencies_send
5018	pg_mcv_list_in															1		5017	2275						pg_mcv_list_in
5019	pg_mcv_list_out															1		2275	5017						pg_mcv_list_out
5020	pg_mcv_list_recv													s		1		5017							pg_mcv_list_recv
5021	pg_mcv_list_send													s		1		17	5017						pg_mcv_list_send
3427	pg_mcv_list_items					1000							true	s		1		2249	5017	{5017,23,1009,1000,701,701}	{i,o,o,o,o,o}	{mcv_list,index,values,nulls,frequency,base_frequency}			pg_stats_ext_mcvlist_items
1928	pg_stat_get_numscans													s	r	1		20	26						pg_stat_get_numscans
1929	pg_stat_get_tuples_returned													s	r	1		20	26						pg_stat_get_tuples_returned
1930	pg_stat_get_tuples_fetched													s	r	1		20	26						pg_stat_get_tuples_fetched
1931	pg_stat_get_tuples_inserted													s	r	1		20	26						pg_stat_get_tuples_inserted
1932	pg_stat_get_tuples_updated													s	r	1		20	26						pg_stat_get_tuples_updated
1933	pg_stat_get_tuples_deleted													s	r	1		20	26						pg_stat_get_tuples_deleted
1972	pg_stat_get_tuples_hot_updated													s	r	1		20	26						pg_stat_get_tuples_hot_updated
2878	pg_stat_get_live_tuples													s	r	1		20	26						pg_stat_get_live_tuples
2879	pg_stat_get_dead_tuples													s	r	1		20	26						pg_stat_get_dead_tuples
3177	pg_stat_get_mod_since_analyze													s	r	1		20	26						pg_stat_get_mod_since_analyze
5053	pg_stat_get_ins_since_vacuum													s	r	1		20	26						pg_stat_get_ins_since_vacuum
1934	pg_stat_get_blocks_fetched													s	r	1		20	26						pg_stat_get_blocks_fetched
1935	pg_stat_get_blocks_hit													s	r	1		20	26						pg_stat_get_blocks_hit
2781	pg_stat_get_last_vacuum_time													s	r	1		1184	26						pg_stat_get_last_vacuum_time
2782	pg_stat_get_last_autovacuum_time													s	r	1		1184	26						pg_stat_get_last_autovacuum_time
2783	pg_stat_get_last_analyze_time													s	r	1		1184	26						pg_stat_get_last_analyze_time
2784	pg_stat_get_last_autoanalyze_time													s	r	1		1184	26						pg_stat_get_last_autoanalyze_time
3054	pg_stat_get_vacuum_count													s	r	1		20	26						pg_stat_get_vacuum_count
3055	pg_stat_get_autovacuum_count													s	r	1		20	26						pg_stat_get_autovacuum_count
3056	pg_stat_get_analyze_count													s	r	1		20	26						pg_stat_get_analyze_count
3057	pg_stat_get_autoanalyze_count													s	r	1		20	26						pg_stat_get_autoanalyze_count
1936	pg_stat_get_backend_idset					100							true	s	r	0		23	\E						pg_stat_get_backend_idset
2022	pg_stat_get_activity					100						false	true	s	r	1		2249	23	{23,26,23,26,25,25,25,25,25,1184,1184,1184,1184,869,25,23,28,28,25,16,25,25,23,25,1700,25,16,25,16,23,20}	{i,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o}	{pid,datid,pid,usesysid,application_name,state,query,wait_event_type,wait_event,xact_start,query_start,backend_start,state_change,client_addr,client_hostname,client_port,backend_xid,backend_xmin,backend_type,ssl,sslversion,sslcipher,sslbits,ssl_client_dn,ssl_client_serial,ssl_issuer_dn,gss_auth,gss_princ,gss_enc,leader_pid,query_id}			pg_stat_get_activity
3318	pg_stat_get_progress_info					100							true	s	r	1		2249	25	{25,23,26,26,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20,20}	{i,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o}	{cmdtype,pid,datid,relid,param1,param2,param3,param4,param5,param6,param7,param8,param9,param10,param11,param12,param13,param14,param15,param16,param17,param18,param19,param20}			pg_stat_get_progress_info
3099	pg_stat_get_wal_senders					10						false	true	s	r	0		2249	\E	{23,25,3220,3220,3220,3220,1186,1186,1186,23,25,1184}	{o,o,o,o,o,o,o,o,o,o,o,o}	{pid,state,sent_lsn,write_lsn,flush_lsn,replay_lsn,write_lag,flush_lag,replay_lag,sync_priority,sync_state,reply_time}			pg_stat_get_wal_senders
3317	pg_stat_get_wal_receiver											false		s	r	0		2249	\E	{23,25,3220,23,3220,3220,23,1184,1184,3220,1184,25,25,23,25}	{o,o,o,o,o,o,o,o,o,o,o,o,o,o,o}	{pid,status,receive_start_lsn,receive_start_tli,written_lsn,flushed_lsn,received_tli,last_msg_send_time,last_msg_receipt_time,latest_end_lsn,latest_end_time,slot_name,sender_host,sender_port,conninfo}			pg_stat_get_wal_receiver
6169	pg_stat_get_replication_slot													s	r	1		2249	25	{25,25,20,20,20,20,20,20,20,20,1184}	{i,o,o,o,o,o,o,o,o,o,o}	{slot_name,slot_name,spill_txns,spill_count,spill_bytes,stream_txns,stream_count,stream_bytes,total_txns,total_bytes,stats_reset}			pg_stat_get_replication_slot
6231	pg_stat_get_subscription_stats													s	r	1		2249	26	{26,26,20,20,1184}	{i,o,o,o,o}	{subid,subid,apply_error_count,sync_error_count,stats_reset}			pg_stat_get_subscription_stats
6118	pg_stat_get_subscription					10						false	true	s	r	1		2249	26	{26,26,26,23,3220,1184,1184,3220,1184}	{i,o,o,o,o,o,o,o,o}	{subid,subid,relid,pid,received_lsn,last_msg_send_time,last_msg_receipt_time,latest_end_lsn,latest_end_time}			pg_stat_get_subscription
2026	pg_backend_pid													s	r	0		23	\E						pg_backend_pid
1937	pg_stat_get_backend_pid													s	r	1		23	23						pg_stat_get_backend_pid
1938	pg_stat_get_backend_dbid													s	r	1		26	23						pg_stat_get_backend_dbid
1939	pg_stat_get_backend_userid													s	r	1		26	23						pg_stat_get_backend_userid
1940	pg_stat_get_backend_activity													s	r	1		25	23						pg_stat_get_backend_activity
2788	pg_stat_get_backend_wait_event_type													s	r	1		25	23						pg_stat_get_backend_wait_event_type
2853	pg_stat_get_backend_wait_event													s	r	1		25	23						pg_stat_get_backend_wait_event
2094	pg_stat_get_backend_activity_start													s	r	1		1184	23						pg_stat_get_backend_activity_start
2857	pg_stat_get_backend_xact_start													s	r	1		1184	23						pg_stat_get_backend_xact_start
1391	pg_stat_get_backend_start													s	r	1		1184	23						pg_stat_get_backend_start
1392	pg_stat_get_backend_client_addr													s	r	1		869	23						pg_stat_get_backend_client_addr
1393	pg_stat_get_backend_client_port													s	r	1		23	23						pg_stat_get_backend_client_port
1941	pg_stat_get_db_numbackends													s	r	1		23	26						pg_stat_get_db_numbackends
1942	pg_stat_get_db_xact_commit													s	r	1		20	26						pg_stat_get_db_xact_commit
1943	pg_stat_get_db_xact_rollback													s	r	1		20	26						pg_stat_get_db_xact_rollback
1944	pg_stat_get_db_blocks_fetched													s	r	1		20	26						pg_stat_get_db_blocks_fetched
1945	pg_stat_get_db_blocks_hit													s	r	1		20	26						pg_stat_get_db_blocks_hit
2758	pg_stat_get_db_tuples_returned													s	r	1		20	26						pg_stat_get_db_tuples_returned
2759	pg_stat_get_db_tuples_fetched													s	r	1		20	26						pg_stat_get_db_tuples_fetched
2760	pg_stat_get_db_tuples_inserted													s	r	1		20	26						pg_stat_get_db_tuples_inserted
2761	pg_stat_get_db_tuples_updated													s	r	1		20	26						pg_stat_get_db_tuples_updated
2762	pg_stat_get_db_tuples_deleted													s	r	1		20	26						pg_stat_get_db_tuples_deleted
3065	pg_stat_get_db_conflict_tablespace													s	r	1		20	26						pg_stat_get_db_conflict_tablespace
3066	pg_stat_get_db_conflict_lock													s	r	1		20	26						pg_stat_get_db_conflict_lock
3067	pg_stat_get_db_conflict_snapshot													s	r	1		20	26						pg_stat_get_db_conflict_snapshot
3068	pg_stat_get_db_conflict_bufferpin													s	r	1		20	26						pg_stat_get_db_conflict_bufferpin
3069	pg_stat_get_db_conflict_startup_deadlock													s	r	1		20	26						pg_stat_get_db_conflict_startup_deadlock
3070	pg_stat_get_db_conflict_all													s	r	1		20	26						pg_stat_get_db_conflict_all
3152	pg_stat_get_db_deadlocks													s	r	1		20	26						pg_stat_get_db_deadlocks
3426	pg_stat_get_db_checksum_failures													s	r	1		20	26						pg_stat_get_db_checksum_failures
3428	pg_stat_get_db_checksum_last_failure													s	r	1		1184	26						pg_stat_get_db_checksum_last_failure
3074	pg_stat_get_db_stat_reset_time													s	r	1		1184	26						pg_stat_get_db_stat_reset_time
3150	pg_stat_get_db_temp_files													s	r	1		20	26						pg_stat_get_db_temp_files
3151	pg_stat_get_db_temp_bytes													s	r	1		20	26						pg_stat_get_db_temp_bytes
2844	pg_stat_get_db_blk_read_time													s	r	1		701	26						pg_stat_get_db_blk_read_time
2845	pg_stat_get_db_blk_write_time													s	r	1		701	26						pg_stat_get_db_blk_write_time
6185	pg_stat_get_db_session_time													s	r	1		701	26						pg_stat_get_db_session_time
6186	pg_stat_get_db_active_time													s	r	1		701	26						pg_stat_get_db_active_time
6187	pg_stat_get_db_idle_in_transaction_time													s	r	1		701	26						pg_stat_get_db_idle_in_transaction_time
6188	pg_stat_get_db_sessions													s	r	1		20	26						pg_stat_get_db_sessions
6189	pg_stat_get_db_sessions_abandoned													s	r	1		20	26						pg_stat_get_db_sessions_abandoned
6190	pg_stat_get_db_sessions_fatal													s	r	1		20	26						pg_stat_get_db_sessions_fatal
6191	pg_stat_get_db_sessions_killed													s	r	1		20	26						pg_stat_get_db_sessions_killed
3195	pg_stat_get_archiver											false		s	r	0		2249	\E	{20,25,1184,20,25,1184,1184}	{o,o,o,o,o,o,o}	{archived_count,last_archived_wal,last_archived_time,failed_count,last_failed_wal,last_failed_time,stats_reset}			pg_stat_get_archiver
2769	pg_stat_get_bgwriter_timed_checkpoints													s	r	0		20	\E						pg_stat_get_bgwriter_timed_checkpoints
2770	pg_stat_get_bgwriter_requested_checkpoints													s	r	0		20	\E						pg_stat_get_bgwriter_requested_checkpoints
2771	pg_stat_get_bgwriter_buf_written_checkpoints													s	r	0		20	\E						pg_stat_get_bgwriter_buf_written_checkpoints
2772	pg_stat_get_bgwriter_buf_written_clean													s	r	0		20	\E						pg_stat_get_bgwriter_buf_written_clean
2773	pg_stat_get_bgwriter_maxwritten_clean													s	r	0		20	\E						pg_stat_get_bgwriter_maxwritten_clean
3075	pg_stat_get_bgwriter_stat_reset_time													s	r	0		1184	\E						pg_stat_get_bgwriter_stat_reset_time
3160	pg_stat_get_checkpoint_write_time													s	r	0		701	\E						pg_stat_get_checkpoint_write_time
3161	pg_stat_get_checkpoint_sync_time													s	r	0		701	\E						pg_stat_get_checkpoint_sync_time
2775	pg_stat_get_buf_written_backend													s	r	0		20	\E						pg_stat_get_buf_written_backend
3063	pg_stat_get_buf_fsync_backend													s	r	0		20	\E						pg_stat_get_buf_fsync_backend
2859	pg_stat_get_buf_alloc													s	r	0		20	\E						pg_stat_get_buf_alloc
1136	pg_stat_get_wal											false		s	r	0		2249	\E	{20,20,1700,20,20,20,701,701,1184}	{o,o,o,o,o,o,o,o,o}	{wal_records,wal_fpi,wal_bytes,wal_buffers_full,wal_write,wal_sync,wal_write_time,wal_sync_time,stats_reset}			pg_stat_get_wal
6248	pg_stat_get_recovery_prefetch					1							true	v		0		2249	\E	{1184,20,20,20,20,20,20,23,23,23}	{o,o,o,o,o,o,o,o,o,o}	{stats_reset,prefetch,hit,skip_init,skip_new,skip_fpw,skip_rep,wal_distance,block_distance,io_depth}			pg_stat_get_recovery_prefetch
2306	pg_stat_get_slru					100						false	true	s	r	0		2249	\E	{25,20,20,20,20,20,20,20,1184}	{o,o,o,o,o,o,o,o,o}	{name,blks_zeroed,blks_hit,blks_read,blks_written,blks_exists,flushes,truncates,stats_reset}			pg_stat_get_slru
2978	pg_stat_get_function_calls													s	r	1		20	26						pg_stat_get_function_calls
2979	pg_stat_get_function_total_time													s	r	1		701	26						pg_stat_get_function_total_time
2980	pg_stat_get_function_self_time													s	r	1		701	26						pg_stat_get_function_self_time
3037	pg_stat_get_xact_numscans													v	r	1		20	26						pg_stat_get_xact_numscans
3038	pg_stat_get_xact_tuples_returned													v	r	1		20	26						pg_stat_get_xact_tuples_returned
3039	pg_stat_get_xact_tuples_fetched													v	r	1		20	26						pg_stat_get_xact_tuples_fetched
3040	pg_stat_get_xact_tuples_inserted													v	r	1		20	26						pg_stat_get_xact_tuples_inserted
3041	pg_stat_get_xact_tuples_updated													v	r	1		20	26						pg_stat_get_xact_tuples_updated
3042	pg_stat_get_xact_tuples_deleted													v	r	1		20	26						pg_stat_get_xact_tuples_deleted
3043	pg_stat_get_xact_tuples_hot_updated													v	r	1		20	26						pg_stat_get_xact_tuples_hot_updated
3044	pg_stat_get_xact_blocks_fetched													v	r	1		20	26						pg_stat_get_xact_blocks_fetched
3045	pg_stat_get_xact_blocks_hit													v	r	1		20	26						pg_stat_get_xact_blocks_hit
3046	pg_stat_get_xact_function_calls													v	r	1		20	26						pg_stat_get_xact_function_calls
3047	pg_stat_get_xact_function_total_time													v	r	1		701	26						pg_stat_get_xact_function_total_time
3048	pg_stat_get_xact_function_self_time													v	r	1		701	26						pg_stat_get_xact_function_self_time
3788	pg_stat_get_snapshot_timestamp													s	r	0		1184	\E						pg_stat_get_snapshot_timestamp
2230	pg_stat_clear_snapshot											false		v	r	0		2278	\E						pg_stat_clear_snapshot
2137	pg_stat_force_next_flush											false		v	r	0		2278	\E						pg_stat_force_next_flush
3163	pg_trigger_depth													s	r	0		23	\E						pg_trigger_depth
3778	pg_tablespace_location													s		1		25	26						pg_tablespace_location
1946	encode																	25	17 25						binary_encode
1947	decode																	17	25 25						binary_decode
1948	byteaeq										true								17 17						byteaeq
1949	bytealt										true								17 17						bytealt
1950	byteale										true								17 17						byteale
1951	byteagt										true								17 17						byteagt
1952	byteage										true								17 17						byteage
1953	byteane										true								17 17						byteane
1954	byteacmp										true							23	17 17						byteacmp
3331	bytea_sortsupport															1		2278							bytea_sortsupport
3917	timestamp_support															1		2281							timestamp_support
3944	time_support															1		2281							time_support
1961	timestamp							3917										1114	1114 23						timestamp_scale
1965	oidlarger																	26	26 26						oidlarger
1966	oidsmaller																	26	26 26						oidsmaller
1967	timestamptz							3917										1184	1184 23						timestamptz_scale
1968	time							3944										1083	1083 23						time_scale
1969	timetz							3944										1266	1266 23						timetz_scale
2003	textanycat			14										s				25	25 2776						select $1 operator(pg_catalog.||) $2::pg_catalog.text
2004	anytextcat			14										s				25	2776 25						select $1::pg_catalog.text operator(pg_catalog.||) $2
2005	bytealike							1023											17 17						bytealike
2006	byteanlike																		17 17						byteanlike
2007	like							1023											17 17						bytealike
2008	notlike																		17 17						byteanlike
2009	like_escape																	17	17 17						like_escape_bytea
2010	length															1		23	17						byteaoctetlen
2011	byteacat																	17	17 17						byteacat
2012	substring															3		17	17 23 23						bytea_substr
2013	substring																	17	17 23						bytea_substr_no_len
2085	substr															3		17	17 23 23						bytea_substr
2086	substr																	17	17 23						bytea_substr_no_len
3775	pg_stat_reset_shared													v		1		2278	25						pg_stat_reset_shared
2307	pg_stat_reset_slru											false		v		1		2278	25						pg_stat_reset_slru
3776	pg_stat_reset_single_table_counters													v		1		2278	26						pg_stat_reset_single_table_counters
6170	pg_stat_reset_replication_slot											false		v		1		2278	25						pg_stat_reset_replication_slot
6232	pg_stat_reset_subscription_stats											false		v		1		2278	26						pg_stat_reset_subscription_stats
2014	position																	23	17 17						byteapos
2015	btrim																	17	17 17						byteatrim
6195	ltrim																	17	17 17						bytealtrim
6196	rtrim																	17	17 17						byteartrim
2019	time													s		1		1083	1184						timestamptz_time
2020	date_trunc																	1114	25 1114						timestamp_trunc
6177	date_bin															3		1114	1186 1114 1114						timestamp_bin
6178	date_bin															3		1184	1186 1184 1184						timestamptz_bin
2021	date_part																	701	25 1114						timestamp_part
6202	extract																	1700	25 1114						extract_timestamp
2024	timestamp															1		1114	1082						date_timestamp
2025	timestamp																	1114	1082 1083						datetime_timestamp
2027	timestamp													s		1		1114	1184						timestamptz_timestamp
2028	timestamptz													s		1		1184	1114						timestamp_timestamptz
2029	date															1		1082	1114						timestamp_date
2031	timestamp_mi																	1186	1114 1114						timestamp_mi
2032	timestamp_pl_interval																	1114	1114 1186						timestamp_pl_interval
2033	timestamp_mi_interval																	1114	1114 1186						timestamp_mi_interval
2035	timestamp_smaller																	1114	1114 1114						timestamp_smaller
2036	timestamp_larger																	1114	1114 1114						timestamp_larger
2037	timezone													s				1266	25 1266						timetz_zone
2038	timezone																	1266	1186 1266						timetz_izone
2039	timestamp_hash															1		23	1114						timestamp_hash
3411	timestamp_hash_extended																	20	1114 20						timestamp_hash_extended
2041	overlaps											false				4			1114 1114 1114 1114						overlaps_timestamp
2045	timestamp_cmp										true							23	1114 1114						timestamp_cmp
3137	timestamp_sortsupport															1		2278							timestamp_sortsupport
4134	in_range															5			1114 1114 1186 16 16						in_range_timestamp_interval
4135	in_range													s		5			1184 1184 1186 16 16						in_range_timestamptz_interval
4136	in_range															5			1186 1186 1186 16 16						in_range_interval_interval
4137	in_range															5			1083 1083 1186 16 16						in_range_time_interval
4138	in_range															5			1266 1266 1186 16 16						in_range_timetz_interval
2046	time															1		1083	1266						timetz_time
2047	timetz													s		1		1266	1083						time_timetz
2048	isfinite															1			1114						timestamp_finite
2049	to_char													s				25	1114 25						timestamp_to_char
2052	timestamp_eq										true								1114 1114						timestamp_eq
2053	timestamp_ne										true								1114 1114						timestamp_ne
2054	timestamp_lt										true								1114 1114						timestamp_lt
2055	timestamp_le										true								1114 1114						timestamp_le
2056	timestamp_ge										true								1114 1114						timestamp_ge
2057	timestamp_gt										true								1114 1114						timestamp_gt
2058	age																	1186	1114 1114						timestamp_age
2069	timezone																	1184	25 1114						timestamp_zone
2070	timezone																	1184	1186 1114						timestamp_izone
2071	date_pl_interval																	1114	1082 1186						date_pl_interval
2072	date_mi_interval																	1114	1082 1186						date_mi_interval
2073	substring																	25	25 25						textregexsubstr
2075	bit																	1560	20 23						bitfromint8
2076	int8															1		20	1560						bittoint8
2077	current_setting													s		1		25	25						show_config_by_name
3294	current_setting													s				25	25 16						show_config_by_name_missing_ok
2078	set_config											false		v	u	3		25	25 25 16						set_config_by_name
2084	pg_show_all_settings					1000							true	s		0		2249	\E	{25,25,25,25,25,25,25,25,25,25,25,1009,25,25,25,23,16}	{o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o}	{name,setting,unit,category,short_desc,extra_desc,context,vartype,source,min_val,max_val,enumvals,boot_val,reset_val,sourcefile,sourceline,pending_restart}			show_all_settings
6240	pg_settings_get_flags													s		1		1009	25						pg_settings_get_flags
1371	pg_lock_status					1000							true	v		0		2249	\E	{25,26,26,23,21,25,28,26,26,21,25,23,25,16,16,1184}	{o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o}	{locktype,database,relation,page,tuple,virtualxid,transactionid,classid,objid,objsubid,virtualtransaction,pid,mode,granted,fastpath,waitstart}			pg_lock_status
2561	pg_blocking_pids													v		1		1007	23						pg_blocking_pids
3376	pg_safe_snapshot_blocking_pids													v		1		1007	23						pg_safe_snapshot_blocking_pids
3378	pg_isolation_test_session_is_blocked													v					23 1007						pg_isolation_test_session_is_blocked
1065	pg_prepared_xact					1000							true	v		0		2249	\E	{28,25,1184,26,26}	{o,o,o,o,o}	{transaction,gid,prepared,ownerid,dbid}			pg_prepared_xact
3819	pg_get_multixact_members					1000							true	v		1		2249	28	{28,28,25}	{i,o,o}	{multixid,xid,mode}			pg_get_multixact_members
3581	pg_xact_commit_timestamp													v		1		1184	28						pg_xact_commit_timestamp
6168	pg_xact_commit_timestamp_origin													v		1		2249	28	{28,1184,26}	{i,o,o}	{xid,timestamp,roident}			pg_xact_commit_timestamp_origin
3820	pg_last_wal_receive_lsn													v		0		3220	\E						pg_last_wal_receive_lsn
3329	pg_show_all_file_settings					1000							true	v		0		2249	\E	{25,23,23,25,25,16,25}	{o,o,o,o,o,o,o}	{sourcefile,sourceline,seqno,name,setting,applied,error}			show_all_file_settings
3401	pg_hba_file_rules					1000							true	v		0		2249	\E	{23,25,1009,1009,25,25,25,1009,25}	{o,o,o,o,o,o,o,o,o}	{line_number,type,database,user_name,address,netmask,auth_method,options,error}			pg_hba_file_rules
6250	pg_ident_file_mappings					1000							true	v		0		2249	\E	{23,25,25,25,25}	{o,o,o,o,o}	{line_number,map_name,sys_name,pg_username,error}			pg_ident_file_mappings
3583	pg_last_committed_xact													v		0		2249	\E	{28,1184,26}	{o,o,o}	{xid,timestamp,roident}			pg_last_committed_xact
3537	pg_describe_object													s		3		25	26 26 23						pg_describe_object
3839	pg_identify_object													s		3		2249	26 26 23	{26,26,23,25,25,25,25}	{i,i,i,o,o,o,o}	{classid,objid,objsubid,type,schema,name,identity}			pg_identify_object
3382	pg_identify_object_as_address													s		3		2249	26 26 23	{26,26,23,25,1009,1009}	{i,i,i,o,o,o}	{classid,objid,objsubid,type,object_names,object_args}			pg_identify_object_as_address
3954	pg_get_object_address													s		3		2249	25 1009 1009	{25,1009,1009,26,26,23}	{i,i,i,o,o,o}	{type,object_names,object_args,classid,objid,objsubid}			pg_get_object_address
2079	pg_table_is_visible				10									s		1			26						pg_table_is_visible
2080	pg_type_is_visible				10									s		1			26						pg_type_is_visible
2081	pg_function_is_visible				10									s		1			26						pg_function_is_visible
2082	pg_operator_is_visible				10									s		1			26						pg_operator_is_visible
2083	pg_opclass_is_visible				10									s		1			26						pg_opclass_is_visible
3829	pg_opfamily_is_visible				10									s		1			26						pg_opfamily_is_visible
2093	pg_conversion_is_visible				10									s		1			26						pg_conversion_is_visible
3403	pg_statistics_obj_is_visible				10									s		1			26						pg_statistics_obj_is_visible
3756	pg_ts_parser_is_visible				10									s		1			26						pg_ts_parser_is_visible
3757	pg_ts_dict_is_visible				10									s		1			26						pg_ts_dict_is_visible
3768	pg_ts_template_is_visible				10									s		1			26						pg_ts_template_is_visible
3758	pg_ts_config_is_visible				10									s		1			26						pg_ts_config_is_visible
3815	pg_collation_is_visible				10									s		1			26						pg_collation_is_visible
2854	pg_my_temp_schema													s	r	0		26	\E						pg_my_temp_schema
2855	pg_is_other_temp_schema													s		1			26						pg_is_other_temp_schema
2171	pg_cancel_backend													v		1			23						pg_cancel_backend
2849	pg_current_wal_lsn													v		0		3220	\E						pg_current_wal_lsn
2852	pg_current_wal_insert_lsn													v		0		3220	\E						pg_current_wal_insert_lsn
3330	pg_current_wal_flush_lsn													v		0		3220	\E						pg_current_wal_flush_lsn
2850	pg_walfile_name_offset															1		2249	3220	{3220,25,23}	{i,o,o}	{lsn,file_name,file_offset}			pg_walfile_name_offset
2851	pg_walfile_name															1		25	3220						pg_walfile_name
3165	pg_wal_lsn_diff																	1700	3220 3220						pg_wal_lsn_diff
3809	pg_export_snapshot													v	u	0		25	\E						pg_export_snapshot
3810	pg_is_in_recovery													v		0			\E						pg_is_in_recovery
3098	pg_create_restore_point													v		1		3220	25						pg_create_restore_point
2848	pg_switch_wal													v		0		3220	\E						pg_switch_wal
3821	pg_last_wal_replay_lsn													v		0		3220	\E						pg_last_wal_replay_lsn
3830	pg_last_xact_replay_timestamp													v		0		1184	\E						pg_last_xact_replay_timestamp
3073	pg_is_wal_replay_paused													v		0			\E						pg_is_wal_replay_paused
1137	pg_get_wal_replay_pause_state													v		0		25	\E						pg_get_wal_replay_pause_state
6224	pg_get_wal_resource_managers					50							true	v		0		2249	\E	{23,25,16}	{o,o,o}	{rm_id,rm_name,rm_builtin}			pg_get_wal_resource_managers
4099	pg_rotate_logfile_old													v		0			\E						pg_rotate_logfile
4100	pg_read_file_old													v		3		25	25 20 20						pg_read_file
2626	pg_sleep													v		1		2278	701						pg_sleep
315	pg_jit_available													v		0			\E						pg_jit_available
2971	text															1		25	16						booltext
2100	avg								a			false				1		1700	20
2101	avg								a			false				1		1700	23
2102	avg								a			false				1		1700	21
2103	avg								a			false				1		1700	1700
2104	avg								a			false				1		701	700
2105	avg								a			false				1		701	701
2106	avg								a			false				1		1186	1186
2107	sum								a			false				1		1700	20
2108	sum								a			false				1		20	23
2109	sum								a			false				1		20	21
3071	pg_wal_replay_pause													v		0		2278	\E						pg_wal_replay_pause
3072	pg_wal_replay_resume													v		0		2278	\E						pg_wal_replay_resume
2622	pg_rotate_logfile													v		0			\E						pg_rotate_logfile_v2
2621	pg_reload_conf													v		0			\E						pg_reload_conf
3800	pg_current_logfile											false		v		0		25	\E						pg_current_logfile
3801	pg_current_logfile											false		v		1		25	25						pg_current_logfile_1arg
3826	pg_read_file													v		1		25	25						pg_read_file_all
2624	pg_read_file													v		3		25	25 20 20						pg_read_file_off_len
3828	pg_read_binary_file													v		1		17	25						pg_read_binary_file_all
3827	pg_read_binary_file													v		3		17	25 20 20						pg_read_binary_file_off_len
3295	pg_read_binary_file													v		4		17	25 20 20 16						pg_read_binary_file
3307	pg_stat_file													v				2249	25 16	{25,16,20,1184,1184,1184,1184,16}	{i,i,o,o,o,o,o,o}	{filename,missing_ok,size,access,modification,change,creation,isdir}			pg_stat_file
2625	pg_ls_dir					1000							true	v		1		25	25						pg_ls_dir_1arg
3297	pg_ls_dir					1000							true	v		3		25	25 16 16						pg_ls_dir
2110	sum								a			false				1		700	700
2111	sum								a			false				1		701	701
2112	sum								a			false				1		790	790
2113	sum								a			false				1		1186	1186
2114	sum								a			false				1		1700	1700
2115									a			false				1		20	20
2116									a			false				1		23	23
2117									a			false				1		21	21
2118									a			false				1		26	26
2119									a			false				1		700	700
2120									a			false				1		701	701
2122									a			false				1		1082	1082
2123									a			false				1		1083	1083
2124									a			false				1		1266	1266
2125									a			false				1		790	790
2126									a			false				1		1114	1114
2127									a			false				1		1184	1184
2128									a			false				1		1186	1186
2129									a			false				1		25	25
2130									a			false				1		1700	1700
2050									a			false				1		2277	2277
2244									a			false				1		1042	1042
2797									a			false				1		27	27
3564									a			false				1		869	869
4189									a			false				1		3220	3220
5099									a			false				1		5069	5069
2131	min								a			false				1		20	20
2132	min								a			false				1		23	23
2133	min								a			false				1		21	21
2134	min								a			false				1		26	26
2135	min								a			false				1		700	700
2136	min								a			false				1		701	701
2138	min								a			false				1		1082	1082
2139	min								a			false				1		1083	1083
2140	min								a			false				1		1266	1266
2141	min								a			false				1		790	790
2142	min								a			false				1		1114	1114
2143	min								a			false				1		1184	1184
2144	min								a			false				1		1186	1186
2145	min								a			false				1		25	25
2146	min								a			false				1		1700	1700
2051	min								a			false				1		2277	2277
2245	min								a			false				1		1042	1042
2798	min								a			false				1		27	27
3565	min								a			false				1		869	869
4190	min								a			false				1		3220	3220
5100	min								a			false				1		5069	5069
2147	count							6236	a			false				1		20	2276
2803	count							6236	a			false				0		20	\E
6236	int8inc_support															1		2281							int8inc_support
2718	var_pop								a			false				1		1700	20
2719	var_pop								a			false				1		1700	23
2720	var_pop								a			false				1		1700	21
2721	var_pop								a			false				1		701	700
2722	var_pop								a			false				1		701	701
2723	var_pop								a			false				1		1700	1700
2641	var_samp								a			false				1		1700	20
2642	var_samp								a			false				1		1700	23
2643	var_samp								a			false				1		1700	21
2644	var_samp								a			false				1		701	700
2645	var_samp								a			false				1		701	701
2646	var_samp								a			false				1		1700	1700
2148	variance								a			false				1		1700	20
2149	variance								a			false				1		1700	23
2150	variance								a			false				1		1700	21
2151	variance								a			false				1		701	700
2152	variance								a			false				1		701	701
2153	variance								a			false				1		1700	1700
2724	stddev_pop								a			false				1		1700	20
2725	stddev_pop								a			false				1		1700	23
2726	stddev_pop								a			false				1		1700	21
2727	stddev_pop								a			false				1		701	700
2728	stddev_pop								a			false				1		701	701
2729	stddev_pop								a			false				1		1700	1700
2712	stddev_samp								a			false				1		1700	20
2713	stddev_samp								a			false				1		1700	23
2714	stddev_samp								a			false				1		1700	21
2715	stddev_samp								a			false				1		701	700
2716	stddev_samp								a			false				1		701	701
2717	stddev_samp								a			false				1		1700	1700
2154	stddev								a			false				1		1700	20
2155	stddev								a			false				1		1700	23
2156	stddev								a			false				1		1700	21
2157	stddev								a			false				1		701	700
2158	stddev								a			false				1		701	701
2159	stddev								a			false				1		1700	1700
2818	regr_count								a			false						20	701 701
2819	regr_sxx								a			false						701	701 701
2820	regr_syy								a			false						701	701 701
2821	regr_sxy								a			false						701	701 701
2822	regr_avgx								a			false						701	701 701
2823	regr_avgy								a			false						701	701 701
2824	regr_r2								a			false						701	701 701
2825	regr_slope								a			false						701	701 701
2826	regr_intercept								a			false						701	701 701
2827	covar_pop								a			false						701	701 701
2828	covar_samp								a			false						701	701 701
2829	corr								a			false						701	701 701
2160	text_pattern_lt										true								25 25						text_pattern_lt
2161	text_pattern_le										true								25 25						text_pattern_le
2163	text_pattern_ge										true								25 25						text_pattern_ge
2164	text_pattern_gt										true								25 25						text_pattern_gt
2166	bttext_pattern_cmp										true							23	25 25						bttext_pattern_cmp
3332	bttext_pattern_sortsupport															1		2278							bttext_pattern_sortsupport
2174	bpchar_pattern_lt										true								1042 1042						bpchar_pattern_lt
2175	bpchar_pattern_le										true								1042 1042						bpchar_pattern_le
2177	bpchar_pattern_ge										true								1042 1042						bpchar_pattern_ge
2178	bpchar_pattern_gt										true								1042 1042						bpchar_pattern_gt
2180	btbpchar_pattern_cmp										true							23	1042 1042						btbpchar_pattern_cmp
3333	btbpchar_pattern_sortsupport															1		2278							btbpchar_pattern_sortsupport
2188	btint48cmp										true							23	23 20						btint48cmp
2189	btint84cmp										true							23	20 23						btint84cmp
2190	btint24cmp										true							23	21 23						btint24cmp
2191	btint42cmp										true							23	23 21						btint42cmp
2192	btint28cmp										true							23	21 20						btint28cmp
2193	btint82cmp										true							23	20 21						btint82cmp
2194	btfloat48cmp										true							23	700 701						btfloat48cmp
2195	btfloat84cmp										true							23	701 700						btfloat84cmp
2212	regprocedurein													s		1		2202	2275						regprocedurein
2213	regprocedureout													s		1		2275	2202						regprocedureout
2214	regoperin													s		1		2203	2275						regoperin
2215	regoperout													s		1		2275	2203						regoperout
3492	to_regoper													s		1		2203	25						to_regoper
3476	to_regoperator													s		1		2204	25						to_regoperator
2216	regoperatorin													s		1		2204	2275						regoperatorin
2217	regoperatorout													s		1		2275	2204						regoperatorout
2218	regclassin													s		1		2205	2275						regclassin
2219	regclassout													s		1		2275	2205						regclassout
3495	to_regclass													s		1		2205	25						to_regclass
4193	regcollationin													s		1		4191	2275						regcollationin
4194	regcollationout													s		1		2275	4191						regcollationout
4195	to_regcollation													s		1		4191	25						to_regcollation
2220	regtypein													s		1		2206	2275						regtypein
2221	regtypeout													s		1		2275	2206						regtypeout
3493	to_regtype													s		1		2206	25						to_regtype
1079	regclass													s		1		2205	25						text_regclass
4098	regrolein													s		1		4096	2275						regrolein
4092	regroleout													s		1		2275	4096						regroleout
4093	to_regrole													s		1		4096	25						to_regrole
4084	regnamespacein													s		1		4089	2275						regnamespacein
4085	regnamespaceout													s		1		2275	4089						regnamespaceout
4086	to_regnamespace													s		1		4089	25						to_regnamespace
2246	fmgr_internal_validator													s		1		2278	26						fmgr_internal_validator
2247	fmgr_c_validator													s		1		2278	26						fmgr_c_validator
2248	fmgr_sql_validator													s		1		2278	26						fmgr_sql_validator
2250	has_database_privilege													s		3			19 25 25						has_database_privilege_name_name
2251	has_database_privilege													s		3			19 26 25						has_database_privilege_name_id
2252	has_database_privilege													s		3			26 25 25						has_database_privilege_id_name
2253	has_database_privilege													s		3			26 26 25						has_database_privilege_id_id
2254	has_database_privilege													s					25 25						has_database_privilege_name
2255	has_database_privilege													s					26 25						has_database_privilege_id
2256	has_function_privilege													s		3			19 25 25						has_function_privilege_name_name
2257	has_function_privilege													s		3			19 26 25						has_function_privilege_name_id
2258	has_function_privilege													s		3			26 25 25						has_function_privilege_id_name
2259	has_function_privilege													s		3			26 26 25						has_function_privilege_id_id
2260	has_function_privilege													s					25 25						has_function_privilege_name
2261	has_function_privilege													s					26 25						has_function_privilege_id
2262	has_language_privilege													s		3			19 25 25						has_language_privilege_name_name
2263	has_language_privilege													s		3			19 26 25						has_language_privilege_name_id
2264	has_language_privilege													s		3			26 25 25						has_language_privilege_id_name
2265	has_language_privilege													s		3			26 26 25						has_language_privilege_id_id
2313	anyelement_out															1		2275	2283						anyelement_out
2266	has_language_privilege													s					25 25						has_language_privilege_name
2267	has_language_privilege													s					26 25						has_language_privilege_id
2268	has_schema_privilege													s		3			19 25 25						has_schema_privilege_name_name
2269	has_schema_privilege													s		3			19 26 25						has_schema_privilege_name_id
2270	has_schema_privilege													s		3			26 25 25						has_schema_privilege_id_name
2271	has_schema_privilege													s		3			26 26 25						has_schema_privilege_id_id
2272	has_schema_privilege													s					25 25						has_schema_privilege_name
2273	has_schema_privilege													s					26 25						has_schema_privilege_id
2390	has_tablespace_privilege													s		3			19 25 25						has_tablespace_privilege_name_name
2391	has_tablespace_privilege													s		3			19 26 25						has_tablespace_privilege_name_id
2392	has_tablespace_privilege													s		3			26 25 25						has_tablespace_privilege_id_name
2393	has_tablespace_privilege													s		3			26 26 25						has_tablespace_privilege_id_id
2394	has_tablespace_privilege													s					25 25						has_tablespace_privilege_name
2395	has_tablespace_privilege													s					26 25						has_tablespace_privilege_id
3000	has_foreign_data_wrapper_privilege													s		3			19 25 25						has_foreign_data_wrapper_privilege_name_name
3001	has_foreign_data_wrapper_privilege													s		3			19 26 25						has_foreign_data_wrapper_privilege_name_id
3002	has_foreign_data_wrapper_privilege													s		3			26 25 25						has_foreign_data_wrapper_privilege_id_name
3003	has_foreign_data_wrapper_privilege													s		3			26 26 25						has_foreign_data_wrapper_privilege_id_id
3004	has_foreign_data_wrapper_privilege													s					25 25						has_foreign_data_wrapper_privilege_name
3005	has_foreign_data_wrapper_privilege													s					26 25						has_foreign_data_wrapper_privilege_id
3006	has_server_privilege													s		3			19 25 25						has_server_privilege_name_name
3007	has_server_privilege													s		3			19 26 25						has_server_privilege_name_id
3008	has_server_privilege													s		3			26 25 25						has_server_privilege_id_name
3009	has_server_privilege													s		3			26 26 25						has_server_privilege_id_id
3010	has_server_privilege													s					25 25						has_server_privilege_name
3011	has_server_privilege													s					26 25						has_server_privilege_id
3138	has_type_privilege													s		3			19 25 25						has_type_privilege_name_name
3139	has_type_privilege													s		3			19 26 25						has_type_privilege_name_id
3140	has_type_privilege													s		3			26 25 25						has_type_privilege_id_name
3141	has_type_privilege													s		3			26 26 25						has_type_privilege_id_id
3142	has_type_privilege													s					25 25						has_type_privilege_name
3143	has_type_privilege													s					26 25						has_type_privilege_id
6205	has_parameter_privilege													s		3			19 25 25						has_parameter_privilege_name_name
6206	has_parameter_privilege													s		3			26 25 25						has_parameter_privilege_id_name
6207	has_parameter_privilege													s					25 25						has_parameter_privilege_name
2705	pg_has_role													s		3			19 19 25						pg_has_role_name_name
2706	pg_has_role													s		3			19 26 25						pg_has_role_name_id
2707	pg_has_role													s		3			26 19 25						pg_has_role_id_name
2708	pg_has_role													s		3			26 26 25						pg_has_role_id_id
2709	pg_has_role													s					19 25						pg_has_role_name
2710	pg_has_role													s					26 25						pg_has_role_id
1269	pg_column_size													s		1		23	2276						pg_column_size
2121	pg_column_compression													s		1		25	2276						pg_column_compression
2322	pg_tablespace_size													v		1		20	26						pg_tablespace_size_oid
2323	pg_tablespace_size													v		1		20	19						pg_tablespace_size_name
2324	pg_database_size													v		1		20	26						pg_database_size_oid
2168	pg_database_size													v		1		20	19						pg_database_size_name
2332	pg_relation_size													v				20	2205 25						pg_relation_size
2286	pg_total_relation_size													v		1		20	2205						pg_total_relation_size
2288	pg_size_pretty															1		25	20						pg_size_pretty
3166	pg_size_pretty															1		25	1700						pg_size_pretty_numeric
3334	pg_size_bytes															1		20	25						pg_size_bytes
2997	pg_table_size													v		1		20	2205						pg_table_size
2998	pg_indexes_size													v		1		20	2205						pg_indexes_size
2999	pg_relation_filenode													s		1		26	2205						pg_relation_filenode
3454	pg_filenode_relation													s				2205	26 26						pg_filenode_relation
3034	pg_relation_filepath													s		1		25	2205						pg_relation_filepath
2316	postgresql_fdw_validator																		1009 26						postgresql_fdw_validator
2290	record_in													s		3		2249	2275 26 23						record_in
2291	record_out													s		1		2275	2249						record_out
2292	cstring_in															1		2275	2275						cstring_in
2293	cstring_out															1		2275	2275						cstring_out
2294	any_in															1		2276	2275						any_in
2295	any_out															1		2275	2276						any_out
2296	anyarray_in															1		2277	2275						anyarray_in
2297	anyarray_out													s		1		2275	2277						anyarray_out
2298	void_in															1		2278	2275						void_in
2299	void_out															1		2275	2278						void_out
2300	trigger_in											false				1		2279	2275						trigger_in
2301	trigger_out															1		2275	2279						trigger_out
3594	event_trigger_in											false				1		3838	2275						event_trigger_in
3595	event_trigger_out															1		2275	3838						event_trigger_out
2302	language_handler_in											false				1		2280	2275						language_handler_in
2303	language_handler_out															1		2275	2280						language_handler_out
2304	internal_in											false				1		2281	2275						internal_in
2305	internal_out															1		2275							internal_out
2312	anyelement_in															1		2283	2275						anyelement_in
2398	shell_in											false				1		2278	2275						shell_in
2399	shell_out															1		2275	2278						shell_out
2597	domain_in											false		s		3		2276	2275 26 23						domain_in
2598	domain_recv											false		s		3		2276	2281 26 23						domain_recv
2777	anynonarray_in															1		2776	2275						anynonarray_in
2778	anynonarray_out															1		2275	2776						anynonarray_out
3116	fdw_handler_in											false				1		3115	2275						fdw_handler_in
3117	fdw_handler_out															1		2275	3115						fdw_handler_out
326	index_am_handler_in											false				1		325	2275						index_am_handler_in
327	index_am_handler_out															1		2275	325						index_am_handler_out
3311	tsm_handler_in											false				1		3310	2275						tsm_handler_in
3312	tsm_handler_out															1		2275	3310						tsm_handler_out
267	table_am_handler_in											false				1		269	2275						table_am_handler_in
268	table_am_handler_out															1		2275	269						table_am_handler_out
5086	anycompatible_in															1		5077	2275						anycompatible_in
5087	anycompatible_out															1		2275	5077						anycompatible_out
5088	anycompatiblearray_in															1		5078	2275						anycompatiblearray_in
5089	anycompatiblearray_out													s		1		2275	5078						anycompatiblearray_out
5090	anycompatiblearray_recv													s		1		5078							anycompatiblearray_recv
5091	anycompatiblearray_send													s		1		17	5078						anycompatiblearray_send
5092	anycompatiblenonarray_in															1		5079	2275						anycompatiblenonarray_in
5093	anycompatiblenonarray_out															1		2275	5079						anycompatiblenonarray_out
5094	anycompatiblerange_in													s		3		5080	2275 26 23						anycompatiblerange_in
5095	anycompatiblerange_out													s		1		2275	5080						anycompatiblerange_out
4226	anycompatiblemultirange_in													s		3		4538	2275 26 23						anycompatiblemultirange_in
4227	anycompatiblemultirange_out													s		1		2275	4538						anycompatiblemultirange_out
3313	bernoulli													v		1		3310							tsm_bernoulli_handler
3314	system													v		1		3310							tsm_system_handler
2311	md5										true					1		25	25						md5_text
2321	md5										true					1		25	17						md5_bytea
3419	sha224										true					1		17	17						sha224_bytea
3420	sha256										true					1		17	17						sha256_bytea
3421	sha384										true					1		17	17						sha384_bytea
3422	sha512										true					1		17	17						sha512_bytea
2338	date_lt_timestamp																		1082 1114						date_lt_timestamp
2339	date_le_timestamp																		1082 1114						date_le_timestamp
2340	date_eq_timestamp																		1082 1114						date_eq_timestamp
2341	date_gt_timestamp																		1082 1114						date_gt_timestamp
2342	date_ge_timestamp																		1082 1114						date_ge_timestamp
2343	date_ne_timestamp																		1082 1114						date_ne_timestamp
2344	date_cmp_timestamp																	23	1082 1114						date_cmp_timestamp
2351	date_lt_timestamptz													s					1082 1184						date_lt_timestamptz
2352	date_le_timestamptz													s					1082 1184						date_le_timestamptz
2353	date_eq_timestamptz													s					1082 1184						date_eq_timestamptz
2354	date_gt_timestamptz													s					1082 1184						date_gt_timestamptz
2355	date_ge_timestamptz													s					1082 1184						date_ge_timestamptz
2356	date_ne_timestamptz													s					1082 1184						date_ne_timestamptz
2357	date_cmp_timestamptz													s				23	1082 1184						date_cmp_timestamptz
2364	timestamp_lt_date																		1114 1082						timestamp_lt_date
2365	timestamp_le_date																		1114 1082						timestamp_le_date
2366	timestamp_eq_date																		1114 1082						timestamp_eq_date
2367	timestamp_gt_date																		1114 1082						timestamp_gt_date
2368	timestamp_ge_date																		1114 1082						timestamp_ge_date
2369	timestamp_ne_date																		1114 1082						timestamp_ne_date
2370	timestamp_cmp_date																	23	1114 1082						timestamp_cmp_date
2377	timestamptz_lt_date													s					1184 1082						timestamptz_lt_date
2378	timestamptz_le_date													s					1184 1082						timestamptz_le_date
2379	timestamptz_eq_date													s					1184 1082						timestamptz_eq_date
2380	timestamptz_gt_date													s					1184 1082						timestamptz_gt_date
2381	timestamptz_ge_date													s					1184 1082						timestamptz_ge_date
2382	timestamptz_ne_date													s					1184 1082						timestamptz_ne_date
2383	timestamptz_cmp_date													s				23	1184 1082						timestamptz_cmp_date
2520	timestamp_lt_timestamptz													s					1114 1184						timestamp_lt_timestamptz
2521	timestamp_le_timestamptz													s					1114 1184						timestamp_le_timestamptz
2522	timestamp_eq_timestamptz													s					1114 1184						timestamp_eq_timestamptz
2523	timestamp_gt_timestamptz													s					1114 1184						timestamp_gt_timestamptz
2524	timestamp_ge_timestamptz													s					1114 1184						timestamp_ge_timestamptz
2525	timestamp_ne_timestamptz													s					1114 1184						timestamp_ne_timestamptz
2526	timestamp_cmp_timestamptz													s				23	1114 1184						timestamp_cmp_timestamptz
2527	timestamptz_lt_timestamp													s					1184 1114						timestamptz_lt_timestamp
2528	timestamptz_le_timestamp													s					1184 1114						timestamptz_le_timestamp
2529	timestamptz_eq_timestamp													s					1184 1114						timestamptz_eq_timestamp
2530	timestamptz_gt_timestamp													s					1184 1114						timestamptz_gt_timestamp
2531	timestamptz_ge_timestamp													s					1184 1114						timestamptz_ge_timestamp
2532	timestamptz_ne_timestamp													s					1184 1114						timestamptz_ne_timestamp
2533	timestamptz_cmp_timestamp													s				23	1184 1114						timestamptz_cmp_timestamp
2400	array_recv													s		3		2277	2281 26 23						array_recv
2401	array_send													s		1		17	2277						array_send
2402	record_recv													s		3		2249	2281 26 23						record_recv
2403	record_send													s		1		17	2249						record_send
2404	int2recv															1		21							int2recv
2405	int2send															1		17	21						int2send
2406	int4recv															1		23							int4recv
2407	int4send															1		17	23						int4send
2408	int8recv															1		20							int8recv
2409	int8send															1		17	20						int8send
2410	int2vectorrecv															1		22							int2vectorrecv
2411	int2vectorsend															1		17	22						int2vectorsend
2412	bytearecv															1		17							bytearecv
2413	byteasend															1		17	17						byteasend
2414	textrecv													s		1		25							textrecv
2415	textsend													s		1		17	25						textsend
2416	unknownrecv															1		705							unknownrecv
2417	unknownsend															1		17	705						unknownsend
2418	oidrecv															1		26							oidrecv
2419	oidsend															1		17	26						oidsend
2420	oidvectorrecv															1		30							oidvectorrecv
2421	oidvectorsend															1		17	30						oidvectorsend
2422	namerecv													s		1		19							namerecv
2423	namesend													s		1		17	19						namesend
2424	float4recv															1		700							float4recv
2425	float4send															1		17	700						float4send
2426	float8recv															1		701							float8recv
2427	float8send															1		17	701						float8send
2428	point_recv															1		600							point_recv
2429	point_send															1		17	600						point_send
2430	bpcharrecv													s		3		1042	2281 26 23						bpcharrecv
2431	bpcharsend													s		1		17	1042						bpcharsend
2432	varcharrecv													s		3		1043	2281 26 23						varcharrecv
2433	varcharsend													s		1		17	1043						varcharsend
2434	charrecv															1		18							charrecv
2435	charsend															1		17	18						charsend
2436	boolrecv															1									boolrecv
2437	boolsend															1		17	16						boolsend
2438	tidrecv															1		27							tidrecv
2439	tidsend															1		17	27						tidsend
2440	xidrecv															1		28							xidrecv
2441	xidsend															1		17	28						xidsend
2442	cidrecv															1		29							cidrecv
2443	cidsend															1		17	29						cidsend
2444	regprocrecv															1		24							regprocrecv
2445	regprocsend															1		17	24						regprocsend
2446	regprocedurerecv															1		2202							regprocedurerecv
2447	regproceduresend															1		17	2202						regproceduresend
2448	regoperrecv															1		2203							regoperrecv
2449	regopersend															1		17	2203						regopersend
2450	regoperatorrecv															1		2204							regoperatorrecv
2451	regoperatorsend															1		17	2204						regoperatorsend
2452	regclassrecv															1		2205							regclassrecv
2453	regclasssend															1		17	2205						regclasssend
4196	regcollationrecv															1		4191							regcollationrecv
4197	regcollationsend															1		17	4191						regcollationsend
2454	regtyperecv															1		2206							regtyperecv
2455	regtypesend															1		17	2206						regtypesend
4094	regrolerecv															1		4096							regrolerecv
4095	regrolesend															1		17	4096						regrolesend
4087	regnamespacerecv															1		4089							regnamespacerecv
4088	regnamespacesend															1		17	4089						regnamespacesend
2456	bit_recv															3		1560	2281 26 23						bit_recv
2457	bit_send															1		17	1560						bit_send
2458	varbit_recv															3		1562	2281 26 23						varbit_recv
2459	varbit_send															1		17	1562						varbit_send
2460	numeric_recv															3		1700	2281 26 23						numeric_recv
2461	numeric_send															1		17	1700						numeric_send
2468	date_recv															1		1082							date_recv
2469	date_send															1		17	1082						date_send
2470	time_recv															3		1083	2281 26 23						time_recv
2471	time_send															1		17	1083						time_send
2472	timetz_recv															3		1266	2281 26 23						timetz_recv
2473	timetz_send															1		17	1266						timetz_send
2474	timestamp_recv															3		1114	2281 26 23						timestamp_recv
2475	timestamp_send															1		17	1114						timestamp_send
2476	timestamptz_recv															3		1184	2281 26 23						timestamptz_recv
2477	timestamptz_send															1		17	1184						timestamptz_send
2478	interval_recv															3		1186	2281 26 23						interval_recv
2479	interval_send															1		17	1186						interval_send
2480	lseg_recv															1		601							lseg_recv
2481	lseg_send															1		17	601						lseg_send
2482	path_recv															1		602							path_recv
2483	path_send															1		17	602						path_send
2484	box_recv															1		603							box_recv
2485	box_send															1		17	603						box_send
2486	poly_recv															1		604							poly_recv
2487	poly_send															1		17	604						poly_send
2488	line_recv															1		628							line_recv
2489	line_send															1		17	628						line_send
2490	circle_recv															1		718							circle_recv
2491	circle_send															1		17	718						circle_send
2492	cash_recv															1		790							cash_recv
2493	cash_send															1		17	790						cash_send
2494	macaddr_recv															1		829							macaddr_recv
2495	macaddr_send															1		17	829						macaddr_send
2496	inet_recv															1		869							inet_recv
2497	inet_send															1		17	869						inet_send
2498	cidr_recv															1		650							cidr_recv
2499	cidr_send															1		17	650						cidr_send
2500	cstring_recv													s		1		2275							cstring_recv
2501	cstring_send													s		1		17	2275						cstring_send
2502	anyarray_recv													s		1		2277							anyarray_recv
2503	anyarray_send													s		1		17	2277						anyarray_send
3120	void_recv															1		2278							void_recv
3121	void_send															1		17	2278						void_send
3446	macaddr8_recv															1		774							macaddr8_recv
3447	macaddr8_send															1		17	774						macaddr8_send
2504	pg_get_ruledef													s				25	26 16						pg_get_ruledef_ext
2505	pg_get_viewdef													s	r			25	25 16						pg_get_viewdef_name_ext
2506	pg_get_viewdef													s	r			25	26 16						pg_get_viewdef_ext
3159	pg_get_viewdef													s	r			25	26 23						pg_get_viewdef_wrap
2507	pg_get_indexdef													s		3		25	26 23 16						pg_get_indexdef_ext
2508	pg_get_constraintdef													s				25	26 16						pg_get_constraintdef_ext
2509	pg_get_expr													s		3		25	194 26 16						pg_get_expr_ext
2510	pg_prepared_statement					1000							true	s	r	0		2249	\E	{25,25,1184,2211,16,20,20}	{o,o,o,o,o,o,o}	{name,statement,prepare_time,parameter_types,from_sql,generic_plans,custom_plans}			pg_prepared_statement
2511	pg_cursor					1000							true	s	r	0		2249	\E	{25,25,16,16,16,1184}	{o,o,o,o,o,o}	{name,statement,is_holdable,is_binary,is_scrollable,creation_time}			pg_cursor
2599	pg_timezone_abbrevs					1000							true	s		0		2249	\E	{25,1186,16}	{o,o,o}	{abbrev,utc_offset,is_dst}			pg_timezone_abbrevs
2856	pg_timezone_names					1000							true	s		0		2249	\E	{25,25,1186,16}	{o,o,o,o}	{name,abbrev,utc_offset,is_dst}			pg_timezone_names
2730	pg_get_triggerdef													s				25	26 16						pg_get_triggerdef_ext
3035	pg_listening_channels					10							true	s	r	0		25	\E						pg_listening_channels
3036	pg_notify											false		v	r			2278	25 25						pg_notify
3296	pg_notification_queue_usage													v	r	0		701	\E						pg_notification_queue_usage
2557	bool										true					1			23						int4_bool
1066	generate_series					1000		3994					true			3		23	23 23 23						generate_series_step_int4
1067	generate_series					1000		3994					true					23	23 23						generate_series_int4
3994	generate_series_int4_support															1		2281							generate_series_int4_support
1068	generate_series					1000		3995					true			3		20	20 20 20						generate_series_step_int8
1069	generate_series					1000		3995					true					20	20 20						generate_series_int8
3995	generate_series_int8_support															1		2281							generate_series_int8_support
3259	generate_series					1000							true			3		1700	1700 1700 1700						generate_series_step_numeric
3260	generate_series					1000							true					1700	1700 1700						generate_series_numeric
938	generate_series					1000							true			3		1114	1114 1114 1186						generate_series_timestamp
939	generate_series					1000							true	s		3		1184	1184 1184 1186						generate_series_timestamptz
2515	booland_statefunc																		16 16						booland_statefunc
2516	boolor_statefunc																		16 16						boolor_statefunc
3496	bool_accum											false						2281	2281 16						bool_accum
3497	bool_accum_inv											false						2281	2281 16						bool_accum_inv
3498	bool_alltrue															1									bool_alltrue
3499	bool_anytrue															1									bool_anytrue
2517	bool_and								a			false				1			16
2518	bool_or								a			false				1			16
2519	every								a			false				1			16
2236	bit_and								a			false				1		21	21
2237	bit_or								a			false				1		21	21
6164	bit_xor								a			false				1		21	21
2238	bit_and								a			false				1		23	23
2239	bit_or								a			false				1		23	23
6165	bit_xor								a			false				1		23	23
2240	bit_and								a			false				1		20	20
2241	bit_or								a			false				1		20	20
6166	bit_xor								a			false				1		20	20
2242	bit_and								a			false				1		1560	1560
2243	bit_or								a			false				1		1560	1560
6167	bit_xor								a			false				1		1560	1560
2556	pg_tablespace_databases					1000							true	s		1		26	26						pg_tablespace_databases
4543	pg_log_backend_memory_contexts													v		1			23						pg_log_backend_memory_contexts
2282	pg_get_backend_memory_contexts					100							true	v	r	0		2249	\E	{25,25,25,23,20,20,20,20,20}	{o,o,o,o,o,o,o,o,o}	{name,ident,parent,level,total_bytes,total_nblocks,free_bytes,free_chunks,used_bytes}			pg_get_backend_memory_contexts
2558	int4										true					1		23	16						bool_int4
2559	lastval													v	u	0		20	\E						lastval
2560	pg_postmaster_start_time													s		0		1184	\E						pg_postmaster_start_time
2034	pg_conf_load_time													s	r	0		1184	\E						pg_conf_load_time
2562	box_below																		603 603						box_below
2563	box_overbelow																		603 603						box_overbelow
2564	box_overabove																		603 603						box_overabove
2565	box_above																		603 603						box_above
2566	poly_below																		604 604						poly_below
2567	poly_overbelow																		604 604						poly_overbelow
2568	poly_overabove																		604 604						poly_overabove
2569	poly_above																		604 604						poly_above
2587	circle_overbelow																		718 718						circle_overbelow
2588	circle_overabove																		718 718						circle_overabove
2578	gist_box_consistent															5			2281 603 21 26 2281						gist_box_consistent
2581	gist_box_penalty															3		2281	2281 2281 2281						gist_box_penalty
2582	gist_box_picksplit																	2281	2281 2281						gist_box_picksplit
2583	gist_box_union																	603	2281 2281						gist_box_union
2584	gist_box_same															3		2281	603 603 2281						gist_box_same
3998	gist_box_distance															5		701	2281 603 21 26 2281						gist_box_distance
2585	gist_poly_consistent															5			2281 604 21 26 2281						gist_poly_consistent
2586	gist_poly_compress															1		2281							gist_poly_compress
2591	gist_circle_consistent															5			2281 718 21 26 2281						gist_circle_consistent
2592	gist_circle_compress															1		2281							gist_circle_compress
1030	gist_point_compress															1		2281							gist_point_compress
3282	gist_point_fetch															1		2281							gist_point_fetch
2179	gist_point_consistent															5			2281 600 21 26 2281						gist_point_consistent
3064	gist_point_distance															5		701	2281 600 21 26 2281						gist_point_distance
3280	gist_circle_distance															5		701	2281 718 21 26 2281						gist_circle_distance
3288	gist_poly_distance															5		701	2281 604 21 26 2281						gist_poly_distance
3435	gist_point_sortsupport															1		2278							gist_point_sortsupport
2743	ginarrayextract															3		2281	2277 2281 2281						ginarrayextract
2774	ginqueryarrayextract															7		2281	2277 2281 21 2281 2281 2281 2281						ginqueryarrayextract
2744	ginarrayconsistent															8			2281 21 2277 23 2281 2281 2281 2281						ginarrayconsistent
3920	ginarraytriconsistent															7		18	2281 21 2277 23 2281 2281 2281						ginarraytriconsistent
3076	ginarrayextract																	2281	2277 2281						ginarrayextract_2args
2747	arrayoverlap																		2277 2277						arrayoverlap
2748	arraycontains																		2277 2277						arraycontains
2749	arraycontained																		2277 2277						arraycontained
3383	brin_minmax_opcinfo															1		2281							brin_minmax_opcinfo
3384	brin_minmax_add_value															4			2281 2281 2281 2281						brin_minmax_add_value
3385	brin_minmax_consistent															3			2281 2281 2281						brin_minmax_consistent
3386	brin_minmax_union															3			2281 2281 2281						brin_minmax_union
4616	brin_minmax_multi_opcinfo															1		2281							brin_minmax_multi_opcinfo
4617	brin_minmax_multi_add_value															4			2281 2281 2281 2281						brin_minmax_multi_add_value
4618	brin_minmax_multi_consistent															4			2281 2281 2281 23						brin_minmax_multi_consistent
4619	brin_minmax_multi_union															3			2281 2281 2281						brin_minmax_multi_union
4620	brin_minmax_multi_options											false				1		2278							brin_minmax_multi_options
4621	brin_minmax_multi_distance_int2																	701	2281 2281						brin_minmax_multi_distance_int2
4622	brin_minmax_multi_distance_int4																	701	2281 2281						brin_minmax_multi_distance_int4
4623	brin_minmax_multi_distance_int8																	701	2281 2281						brin_minmax_multi_distance_int8
4624	brin_minmax_multi_distance_float4																	701	2281 2281						brin_minmax_multi_distance_float4
4625	brin_minmax_multi_distance_float8																	701	2281 2281						brin_minmax_multi_distance_float8
4626	brin_minmax_multi_distance_numeric																	701	2281 2281						brin_minmax_multi_distance_numeric
4627	brin_minmax_multi_distance_tid																	701	2281 2281						brin_minmax_multi_distance_tid
4628	brin_minmax_multi_distance_uuid																	701	2281 2281						brin_minmax_multi_distance_uuid
4629	brin_minmax_multi_distance_date																	701	2281 2281						brin_minmax_multi_distance_date
4630	brin_minmax_multi_distance_time																	701	2281 2281						brin_minmax_multi_distance_time
4631	brin_minmax_multi_distance_interval																	701	2281 2281						brin_minmax_multi_distance_interval
4632	brin_minmax_multi_distance_timetz																	701	2281 2281						brin_minmax_multi_distance_timetz
4633	brin_minmax_multi_distance_pg_lsn																	701	2281 2281						brin_minmax_multi_distance_pg_lsn
4634	brin_minmax_multi_distance_macaddr																	701	2281 2281						brin_minmax_multi_distance_macaddr
4635	brin_minmax_multi_distance_macaddr8																	701	2281 2281						brin_minmax_multi_distance_macaddr8
4636	brin_minmax_multi_distance_inet																	701	2281 2281						brin_minmax_multi_distance_inet
4637	brin_minmax_multi_distance_timestamp																	701	2281 2281						brin_minmax_multi_distance_timestamp
4105	brin_inclusion_opcinfo															1		2281							brin_inclusion_opcinfo
4106	brin_inclusion_add_value															4			2281 2281 2281 2281						brin_inclusion_add_value
4107	brin_inclusion_consistent															3			2281 2281 2281						brin_inclusion_consistent
4108	brin_inclusion_union															3			2281 2281 2281						brin_inclusion_union
4591	brin_bloom_opcinfo															1		2281							brin_bloom_opcinfo
4592	brin_bloom_add_value															4			2281 2281 2281 2281						brin_bloom_add_value
4593	brin_bloom_consistent															4			2281 2281 2281 23						brin_bloom_consistent
4594	brin_bloom_union															3			2281 2281 2281						brin_bloom_union
4595	brin_bloom_options											false				1		2278							brin_bloom_options
2880	pg_advisory_lock													v	r	1		2278	20						pg_advisory_lock_int8
3089	pg_advisory_xact_lock													v	r	1		2278	20						pg_advisory_xact_lock_int8
2881	pg_advisory_lock_shared													v	r	1		2278	20						pg_advisory_lock_shared_int8
3090	pg_advisory_xact_lock_shared													v	r	1		2278	20						pg_advisory_xact_lock_shared_int8
2882	pg_try_advisory_lock													v	r	1			20						pg_try_advisory_lock_int8
3091	pg_try_advisory_xact_lock													v	r	1			20						pg_try_advisory_xact_lock_int8
2883	pg_try_advisory_lock_shared													v	r	1			20						pg_try_advisory_lock_shared_int8
3092	pg_try_advisory_xact_lock_shared													v	r	1			20						pg_try_advisory_xact_lock_shared_int8
2884	pg_advisory_unlock													v	r	1			20						pg_advisory_unlock_int8
2885	pg_advisory_unlock_shared													v	r	1			20						pg_advisory_unlock_shared_int8
2886	pg_advisory_lock													v	r			2278	23 23						pg_advisory_lock_int4
3093	pg_advisory_xact_lock													v	r			2278	23 23						pg_advisory_xact_lock_int4
2887	pg_advisory_lock_shared													v	r			2278	23 23						pg_advisory_lock_shared_int4
3094	pg_advisory_xact_lock_shared													v	r			2278	23 23						pg_advisory_xact_lock_shared_int4
2888	pg_try_advisory_lock													v	r				23 23						pg_try_advisory_lock_int4
3095	pg_try_advisory_xact_lock													v	r				23 23						pg_try_advisory_xact_lock_int4
2889	pg_try_advisory_lock_shared													v	r				23 23						pg_try_advisory_lock_shared_int4
3096	pg_try_advisory_xact_lock_shared													v	r				23 23						pg_try_advisory_xact_lock_shared_int4
2890	pg_advisory_unlock													v	r				23 23						pg_advisory_unlock_int4
2891	pg_advisory_unlock_shared													v	r				23 23						pg_advisory_unlock_shared_int4
2892	pg_advisory_unlock_all													v	r	0		2278	\E						pg_advisory_unlock_all
2893	xml_in													s		1		142	2275						xml_in
2894	xml_out															1		2275	142						xml_out
2895	xmlcomment															1		142	25						xmlcomment
2896	xml													s		1		142	25						texttoxml
2897	xmlvalidate																		142 25						xmlvalidate
2898	xml_recv													s		1		142							xml_recv
2899	xml_send													s		1		17	142						xml_send
2900	xmlconcat2											false						142	142 142						xmlconcat2
2901	xmlagg								a			false				1		142	142
2922	text															1		25	142						xmltotext
2923	table_to_xml				100									s	r	4		142	2205 16 16 25			{tbl,nulls,tableforest,targetns}			table_to_xml
2924	query_to_xml				100									v	u	4		142	25 16 16 25			{query,nulls,tableforest,targetns}			query_to_xml
2925	cursor_to_xml				100									v	u	5		142	1790 23 16 16 25			{cursor,count,nulls,tableforest,targetns}			cursor_to_xml
2926	table_to_xmlschema				100									s	r	4		142	2205 16 16 25			{tbl,nulls,tableforest,targetns}			table_to_xmlschema
2927	query_to_xmlschema				100									v	u	4		142	25 16 16 25			{query,nulls,tableforest,targetns}			query_to_xmlschema
2928	cursor_to_xmlschema				100									v	u	4		142	1790 16 16 25			{cursor,nulls,tableforest,targetns}			cursor_to_xmlschema
2929	table_to_xml_and_xmlschema				100									s	r	4		142	2205 16 16 25			{tbl,nulls,tableforest,targetns}			table_to_xml_and_xmlschema
2930	query_to_xml_and_xmlschema				100									v	u	4		142	25 16 16 25			{query,nulls,tableforest,targetns}			query_to_xml_and_xmlschema
2933	schema_to_xml				100									s	r	4		142	19 16 16 25			{schema,nulls,tableforest,targetns}			schema_to_xml
2934	schema_to_xmlschema				100									s	r	4		142	19 16 16 25			{schema,nulls,tableforest,targetns}			schema_to_xmlschema
2935	schema_to_xml_and_xmlschema				100									s	r	4		142	19 16 16 25			{schema,nulls,tableforest,targetns}			schema_to_xml_and_xmlschema
2936	database_to_xml				100									s	r	3		142	16 16 25			{nulls,tableforest,targetns}			database_to_xml
2937	database_to_xmlschema				100									s	r	3		142	16 16 25			{nulls,tableforest,targetns}			database_to_xmlschema
2938	database_to_xml_and_xmlschema				100									s	r	3		142	16 16 25			{nulls,tableforest,targetns}			database_to_xml_and_xmlschema
2931	xpath															3		143	25 142 1009						xpath
2614	xmlexists																		25 142						xmlexists
3049	xpath_exists															3			25 142 1009						xpath_exists
3051	xml_is_well_formed													s		1			25						xml_is_well_formed
3052	xml_is_well_formed_document															1			25						xml_is_well_formed_document
3053	xml_is_well_formed_content															1			25						xml_is_well_formed_content
321	json_in															1		114	2275						json_in
322	json_out															1		2275	114						json_out
323	json_recv															1		114							json_recv
324	json_send															1		17	114						json_send
3153	array_to_json													s		1		114	2277						array_to_json
3154	array_to_json													s				114	2277 16						array_to_json_pretty
3155	row_to_json													s		1		114	2249						row_to_json
3156	row_to_json													s				114	2249 16						row_to_json_pretty
3173	json_agg_transfn											false		s				2281	2281 2283						json_agg_transfn
3174	json_agg_finalfn											false				1		114							json_agg_finalfn
3175	json_agg								a			false		s		1		114	2283
3180	json_object_agg_transfn											false		s		3		2281	2281 2276 2276						json_object_agg_transfn
3196	json_object_agg_finalfn											false				1		114							json_object_agg_finalfn
3197	json_object_agg								a			false		s				114	2276 2276
3198	json_build_array						2276					false		s		1		114	2276	{2276}	{v}				json_build_array
3199	json_build_array											false		s		0		114	\E						json_build_array_noargs
3200	json_build_object						2276					false		s		1		114	2276	{2276}	{v}				json_build_object
3201	json_build_object											false		s		0		114	\E						json_build_object_noargs
3202	json_object															1		114	1009						json_object
3203	json_object																	114	1009 1009						json_object_two_arg
3176	to_json													s		1		114	2283						to_json
3261	json_strip_nulls															1		114	114						json_strip_nulls
3947	json_object_field																	114	114 25			{from_json,field_name}			json_object_field
3948	json_object_field_text																	25	114 25			{from_json,field_name}			json_object_field_text
3237	pg_lsn_mi																	1700	3220 3220						pg_lsn_mi
3949	json_array_element																	114	114 23			{from_json,element_index}			json_array_element
3950	json_array_element_text																	25	114 23			{from_json,element_index}			json_array_element_text
3951	json_extract_path						25											114	114 1009	{114,1009}	{i,v}	{from_json,path_elems}			json_extract_path
3953	json_extract_path_text						25											25	114 1009	{114,1009}	{i,v}	{from_json,path_elems}			json_extract_path_text
3955	json_array_elements					100							true			1		114	114	{114,114}	{i,o}	{from_json,value}			json_array_elements
3969	json_array_elements_text					100							true			1		25	114	{114,25}	{i,o}	{from_json,value}			json_array_elements_text
3956	json_array_length															1		23	114						json_array_length
3957	json_object_keys					100							true			1		25	114						json_object_keys
3958	json_each					100							true			1		2249	114	{114,25,114}	{i,o,o}	{from_json,key,value}			json_each
3959	json_each_text					100							true			1		2249	114	{114,25,25}	{i,o,o}	{from_json,key,value}			json_each_text
3204	json_to_record													s		1		2249	114						json_to_record
3205	json_to_recordset					100						false	true	s		1		2249	114						json_to_recordset
3968	json_typeof															1		25	114						json_typeof
2952	uuid_in															1		2950	2275						uuid_in
2953	uuid_out															1		2275	2950						uuid_out
2954	uuid_lt										true								2950 2950						uuid_lt
2955	uuid_le										true								2950 2950						uuid_le
2956	uuid_eq										true								2950 2950						uuid_eq
2957	uuid_ge										true								2950 2950						uuid_ge
2958	uuid_gt										true								2950 2950						uuid_gt
2959	uuid_ne										true								2950 2950						uuid_ne
2960	uuid_cmp										true							23	2950 2950						uuid_cmp
3300	uuid_sortsupport															1		2278							uuid_sortsupport
2961	uuid_recv															1		2950							uuid_recv
2962	uuid_send															1		17	2950						uuid_send
2963	uuid_hash															1		23	2950						uuid_hash
3412	uuid_hash_extended																	20	2950 20						uuid_hash_extended
3432	gen_random_uuid										true			v		0		2950	\E						gen_random_uuid
3229	pg_lsn_in															1		3220	2275						pg_lsn_in
3230	pg_lsn_out															1		2275	3220						pg_lsn_out
3231	pg_lsn_lt										true								3220 3220						pg_lsn_lt
3232	pg_lsn_le										true								3220 3220						pg_lsn_le
3233	pg_lsn_eq										true								3220 3220						pg_lsn_eq
3234	pg_lsn_ge										true								3220 3220						pg_lsn_ge
3235	pg_lsn_gt										true								3220 3220						pg_lsn_gt
3236	pg_lsn_ne										true								3220 3220						pg_lsn_ne
3238	pg_lsn_recv															1		3220							pg_lsn_recv
3239	pg_lsn_send															1		17	3220						pg_lsn_send
3251	pg_lsn_cmp										true							23	3220 3220						pg_lsn_cmp
3252	pg_lsn_hash															1		23	3220						pg_lsn_hash
3413	pg_lsn_hash_extended																	20	3220 20						pg_lsn_hash_extended
4187	pg_lsn_larger																	3220	3220 3220						pg_lsn_larger
4188	pg_lsn_smaller																	3220	3220 3220						pg_lsn_smaller
5022	pg_lsn_pli																	3220	3220 1700						pg_lsn_pli
5024	pg_lsn_mii																	3220	3220 1700						pg_lsn_mii
3504	anyenum_in															1		3500	2275						anyenum_in
3505	anyenum_out													s		1		2275	3500						anyenum_out
3506	enum_in													s				3500	2275 26						enum_in
3507	enum_out													s		1		2275	3500						enum_out
3508	enum_eq																		3500 3500						enum_eq
3509	enum_ne																		3500 3500						enum_ne
3510	enum_lt																		3500 3500						enum_lt
3511	enum_gt																		3500 3500						enum_gt
3512	enum_le																		3500 3500						enum_le
3513	enum_ge																		3500 3500						enum_ge
3514	enum_cmp																	23	3500 3500						enum_cmp
3515	hashenum															1		23	3500						hashenum
3414	hashenumextended																	20	3500 20						hashenumextended
3524	enum_smaller																	3500	3500 3500						enum_smaller
3525	enum_larger																	3500	3500 3500						enum_larger
3526									a			false				1		3500	3500
3527	min								a			false				1		3500	3500
3528	enum_first											false		s		1		3500	3500						enum_first
3529	enum_last											false		s		1		3500	3500						enum_last
3530	enum_range											false		s				2277	3500 3500						enum_range_bounds
3531	enum_range											false		s		1		2277	3500						enum_range_all
3532	enum_recv													s				3500	2281 26						enum_recv
3533	enum_send													s		1		17	3500						enum_send
3610	tsvectorin															1		3614	2275						tsvectorin
3639	tsvectorrecv															1		3614							tsvectorrecv
3611	tsvectorout															1		2275	3614						tsvectorout
3638	tsvectorsend															1		17	3614						tsvectorsend
3612	tsqueryin															1		3615	2275						tsqueryin
3641	tsqueryrecv															1		3615							tsqueryrecv
3613	tsqueryout															1		2275	3615						tsqueryout
3640	tsquerysend															1		17	3615						tsquerysend
3646	gtsvectorin															1		3642	2275						gtsvectorin
3647	gtsvectorout															1		2275	3642						gtsvectorout
3616	tsvector_lt																		3614 3614						tsvector_lt
3617	tsvector_le																		3614 3614						tsvector_le
3618	tsvector_eq																		3614 3614						tsvector_eq
3619	tsvector_ne																		3614 3614						tsvector_ne
3620	tsvector_ge																		3614 3614						tsvector_ge
3621	tsvector_gt																		3614 3614						tsvector_gt
3622	tsvector_cmp																	23	3614 3614						tsvector_cmp
3711	length															1		23	3614						tsvector_length
3623	strip															1		3614	3614						tsvector_strip
3624	setweight																	3614	3614 18						tsvector_setweight
3320	setweight															3		3614	3614 18 1009						tsvector_setweight_by_filter
3625	tsvector_concat																	3614	3614 3614						tsvector_concat
3321	ts_delete																	3614	3614 25						tsvector_delete_str
3323	ts_delete																	3614	3614 1009						tsvector_delete_arr
3322	unnest					10							true			1		2249	3614	{3614,25,1005,1009}	{i,o,o,o}	{tsvector,lexeme,positions,weights}			tsvector_unnest
3326	tsvector_to_array															1		1009	3614						tsvector_to_array
3327	array_to_tsvector															1		3614	1009						array_to_tsvector
3319	ts_filter																	3614	3614 1002						tsvector_filter
3634	ts_match_vq																		3614 3615						ts_match_vq
3635	ts_match_qv																		3615 3614						ts_match_qv
3760	ts_match_tt				100									s					25 25						ts_match_tt
3761	ts_match_tq				100									s					25 3615						ts_match_tq
3648	gtsvector_compress															1		2281							gtsvector_compress
3649	gtsvector_decompress															1		2281							gtsvector_decompress
3650	gtsvector_picksplit																	2281	2281 2281						gtsvector_picksplit
3651	gtsvector_union																	3642	2281 2281						gtsvector_union
3652	gtsvector_same															3		2281	3642 3642 2281						gtsvector_same
3653	gtsvector_penalty															3		2281	2281 2281 2281						gtsvector_penalty
3654	gtsvector_consistent															5			2281 3614 21 26 2281						gtsvector_consistent
3790	gtsvector_consistent															5			2281 3642 23 26 2281						gtsvector_consistent_oldsig
3434	gtsvector_options											false				1		2278							gtsvector_options
3656	gin_extract_tsvector															3		2281	3614 2281 2281						gin_extract_tsvector
3657	gin_extract_tsquery															7		2281	3614 2281 21 2281 2281 2281 2281						gin_extract_tsquery
3658	gin_tsquery_consistent															8			2281 21 3614 23 2281 2281 2281 2281						gin_tsquery_consistent
3921	gin_tsquery_triconsistent															7		18	2281 21 3614 23 2281 2281 2281						gin_tsquery_triconsistent
3724	gin_cmp_tslexeme																	23	25 25						gin_cmp_tslexeme
2700	gin_cmp_prefix															4		23	25 25 21 2281						gin_cmp_prefix
3077	gin_extract_tsvector																	2281	3614 2281						gin_extract_tsvector_2args
3087	gin_extract_tsquery															5		2281	3615 2281 21 2281 2281						gin_extract_tsquery_5args
3088	gin_tsquery_consistent															6			2281 21 3615 23 2281 2281						gin_tsquery_consistent_6args
3791	gin_extract_tsquery															7		2281	3615 2281 21 2281 2281 2281 2281						gin_extract_tsquery_oldsig
3792	gin_tsquery_consistent															8			2281 21 3615 23 2281 2281 2281 2281						gin_tsquery_consistent_oldsig
3789	gin_clean_pending_list													v	u	1		20	2205						gin_clean_pending_list
3662	tsquery_lt																		3615 3615						tsquery_lt
3663	tsquery_le																		3615 3615						tsquery_le
3664	tsquery_eq																		3615 3615						tsquery_eq
3665	tsquery_ne																		3615 3615						tsquery_ne
3666	tsquery_ge																		3615 3615						tsquery_ge
3667	tsquery_gt																		3615 3615						tsquery_gt
3668	tsquery_cmp																	23	3615 3615						tsquery_cmp
3669	tsquery_and																	3615	3615 3615						tsquery_and
3670	tsquery_or																	3615	3615 3615						tsquery_or
5003	tsquery_phrase																	3615	3615 3615						tsquery_phrase
5004	tsquery_phrase															3		3615	3615 3615 23						tsquery_phrase_distance
3671	tsquery_not															1		3615	3615						tsquery_not
3691	tsq_mcontains																		3615 3615						tsq_mcontains
3692	tsq_mcontained																		3615 3615						tsq_mcontained
3672	numnode															1		23	3615						tsquery_numnode
3673	querytree															1		25	3615						tsquerytree
3684	ts_rewrite															3		3615	3615 3615 3615						tsquery_rewrite
3685	ts_rewrite				100									v	u			3615	3615 25						tsquery_rewrite_query
3695	gtsquery_compress															1		2281							gtsquery_compress
3697	gtsquery_picksplit																	2281	2281 2281						gtsquery_picksplit
3698	gtsquery_union																	20	2281 2281						gtsquery_union
3699	gtsquery_same															3		2281	20 20 2281						gtsquery_same
3700	gtsquery_penalty															3		2281	2281 2281 2281						gtsquery_penalty
3701	gtsquery_consistent															5			2281 3615 21 26 2281						gtsquery_consistent
3793	gtsquery_consistent															5			2281 2281 23 26 2281						gtsquery_consistent_oldsig
3686	tsmatchsel													s		4		701	2281 26 2281 23						tsmatchsel
3687	tsmatchjoinsel													s		5		701	2281 26 2281 21 2281						tsmatchjoinsel
3688	ts_typanalyze													s		1									ts_typanalyze
3689	ts_stat				10	10000							true	v	u	1		2249	25	{25,25,23,23}	{i,o,o,o}	{query,word,ndoc,nentry}			ts_stat1
3690	ts_stat				10	10000							true	v	u			2249	25 25	{25,25,25,23,23}	{i,i,o,o,o}	{query,weights,word,ndoc,nentry}			ts_stat2
3703	ts_rank															4		700	1021 3614 3615 23						ts_rank_wttf
3704	ts_rank															3		700	1021 3614 3615						ts_rank_wtt
3705	ts_rank															3		700	3614 3615 23						ts_rank_ttf
3706	ts_rank																	700	3614 3615						ts_rank_tt
3707	ts_rank_cd															4		700	1021 3614 3615 23						ts_rankcd_wttf
3708	ts_rank_cd															3		700	1021 3614 3615						ts_rankcd_wtt
3709	ts_rank_cd															3		700	3614 3615 23						ts_rankcd_ttf
3710	ts_rank_cd																	700	3614 3615						ts_rankcd_tt
3713	ts_token_type					16							true			1		2249	26	{26,23,25,25}	{i,o,o,o}	{parser_oid,tokid,alias,description}			ts_token_type_byid
3714	ts_token_type					16							true	s		1		2249	25	{25,23,25,25}	{i,o,o,o}	{parser_name,tokid,alias,description}			ts_token_type_byname
3715	ts_parse					1000							true					2249	26 25	{26,25,23,25}	{i,i,o,o}	{parser_oid,txt,tokid,token}			ts_parse_byid
3716	ts_parse					1000							true	s				2249	25 25	{25,25,23,25}	{i,i,o,o}	{parser_name,txt,tokid,token}			ts_parse_byname
3717	prsd_start																	2281	2281 23						prsd_start
3718	prsd_nexttoken															3		2281	2281 2281 2281						prsd_nexttoken
3719	prsd_end															1		2278							prsd_end
3720	prsd_headline															3		2281	2281 2281 3615						prsd_headline
3721	prsd_lextype															1		2281							prsd_lextype
3723	ts_lexize																	1009	3769 25						ts_lexize
3725	dsimple_init															1		2281							dsimple_init
3726	dsimple_lexize															4		2281	2281 2281 2281 2281						dsimple_lexize
3728	dsynonym_init															1		2281							dsynonym_init
3729	dsynonym_lexize															4		2281	2281 2281 2281 2281						dsynonym_lexize
3731	dispell_init															1		2281							dispell_init
3732	dispell_lexize															4		2281	2281 2281 2281 2281						dispell_lexize
3740	thesaurus_init															1		2281							thesaurus_init
3741	thesaurus_lexize															4		2281	2281 2281 2281 2281						thesaurus_lexize
3743	ts_headline				100											4		25	3734 25 3615 25						ts_headline_byid_opt
3744	ts_headline				100											3		25	3734 25 3615						ts_headline_byid
3754	ts_headline				100									s		3		25	25 3615 25						ts_headline_opt
3755	ts_headline				100									s				25	25 3615						ts_headline
4201	ts_headline				100											4		3802	3734 3802 3615 25						ts_headline_jsonb_byid_opt
4202	ts_headline				100											3		3802	3734 3802 3615						ts_headline_jsonb_byid
4203	ts_headline				100									s		3		3802	3802 3615 25						ts_headline_jsonb_opt
4204	ts_headline				100									s				3802	3802 3615						ts_headline_jsonb
4205	ts_headline				100											4		114	3734 114 3615 25						ts_headline_json_byid_opt
4206	ts_headline				100											3		114	3734 114 3615						ts_headline_json_byid
4207	ts_headline				100									s		3		114	114 3615 25						ts_headline_json_opt
4208	ts_headline				100									s				114	114 3615						ts_headline_json
3745	to_tsvector				100													3614	3734 25						to_tsvector_byid
3746	to_tsquery				100													3615	3734 25						to_tsquery_byid
3747	plainto_tsquery				100													3615	3734 25						plainto_tsquery_byid
5006	phraseto_tsquery				100													3615	3734 25						phraseto_tsquery_byid
5007	websearch_to_tsquery				100													3615	3734 25						websearch_to_tsquery_byid
3749	to_tsvector				100									s		1		3614	25						to_tsvector
3750	to_tsquery				100									s		1		3615	25						to_tsquery
3751	plainto_tsquery				100									s		1		3615	25						plainto_tsquery
5001	phraseto_tsquery				100									s		1		3615	25						phraseto_tsquery
5009	websearch_to_tsquery				100									s		1		3615	25						websearch_to_tsquery
4209	to_tsvector				100									s		1		3614	3802						jsonb_string_to_tsvector
4213	jsonb_to_tsvector				100									s				3614	3802 3802						jsonb_to_tsvector
4210	to_tsvector				100									s		1		3614	114						json_string_to_tsvector
4215	json_to_tsvector				100									s				3614	114 3802						json_to_tsvector
4211	to_tsvector				100													3614	3734 3802						jsonb_string_to_tsvector_byid
4214	jsonb_to_tsvector				100											3		3614	3734 3802 3802						jsonb_to_tsvector_byid
4212	to_tsvector				100													3614	3734 114						json_string_to_tsvector_byid
4216	json_to_tsvector				100											3		3614	3734 114 3802						json_to_tsvector_byid
3752	tsvector_update_trigger											false		v		0		2279	\E						tsvector_update_trigger_byid
3753	tsvector_update_trigger_column											false		v		0		2279	\E						tsvector_update_trigger_bycolumn
3759	get_current_ts_config													s		0		3734	\E						get_current_ts_config
3736	regconfigin													s		1		3734	2275						regconfigin
3737	regconfigout													s		1		2275	3734						regconfigout
3738	regconfigrecv															1		3734							regconfigrecv
3739	regconfigsend															1		17	3734						regconfigsend
3771	regdictionaryin													s		1		3769	2275						regdictionaryin
3772	regdictionaryout													s		1		2275	3769						regdictionaryout
3773	regdictionaryrecv															1		3769							regdictionaryrecv
3774	regdictionarysend															1		17	3769						regdictionarysend
3806	jsonb_in															1		3802	2275						jsonb_in
3805	jsonb_recv															1		3802							jsonb_recv
3804	jsonb_out															1		2275	3802						jsonb_out
3803	jsonb_send															1		17	3802						jsonb_send
3263	jsonb_object															1		3802	1009						jsonb_object
3264	jsonb_object																	3802	1009 1009						jsonb_object_two_arg
3787	to_jsonb													s		1		3802	2283						to_jsonb
3265	jsonb_agg_transfn											false		s				2281	2281 2283						jsonb_agg_transfn
3266	jsonb_agg_finalfn											false		s		1		3802							jsonb_agg_finalfn
3267	jsonb_agg								a			false		s		1		3802	2283
2940	txid_snapshot_out															1		2275	2970						pg_snapshot_out
3268	jsonb_object_agg_transfn											false		s		3		2281	2281 2276 2276						jsonb_object_agg_transfn
3269	jsonb_object_agg_finalfn											false		s		1		3802							jsonb_object_agg_finalfn
3270	jsonb_object_agg								a			false						3802	2276 2276
3271	jsonb_build_array						2276					false		s		1		3802	2276	{2276}	{v}				jsonb_build_array
3272	jsonb_build_array											false		s		0		3802	\E						jsonb_build_array_noargs
3273	jsonb_build_object						2276					false		s		1		3802	2276	{2276}	{v}				jsonb_build_object
3274	jsonb_build_object											false		s		0		3802	\E						jsonb_build_object_noargs
3262	jsonb_strip_nulls															1		3802	3802						jsonb_strip_nulls
3478	jsonb_object_field																	3802	3802 25			{from_json,field_name}			jsonb_object_field
3214	jsonb_object_field_text																	25	3802 25			{from_json,field_name}			jsonb_object_field_text
3215	jsonb_array_element																	3802	3802 23			{from_json,element_index}			jsonb_array_element
3216	jsonb_array_element_text																	25	3802 23			{from_json,element_index}			jsonb_array_element_text
3217	jsonb_extract_path						25											3802	3802 1009	{3802,1009}	{i,v}	{from_json,path_elems}			jsonb_extract_path
3940	jsonb_extract_path_text						25											25	3802 1009	{3802,1009}	{i,v}	{from_json,path_elems}			jsonb_extract_path_text
3219	jsonb_array_elements					100							true			1		3802	3802	{3802,3802}	{i,o}	{from_json,value}			jsonb_array_elements
3465	jsonb_array_elements_text					100							true			1		25	3802	{3802,25}	{i,o}	{from_json,value}			jsonb_array_elements_text
3207	jsonb_array_length															1		23	3802						jsonb_array_length
3931	jsonb_object_keys					100							true			1		25	3802						jsonb_object_keys
3208	jsonb_each					100							true			1		2249	3802	{3802,25,3802}	{i,o,o}	{from_json,key,value}			jsonb_each
3932	jsonb_each_text					100							true			1		2249	3802	{3802,25,25}	{i,o,o}	{from_json,key,value}			jsonb_each_text
3209	jsonb_populate_record											false		s				2283	2283 3802						jsonb_populate_record
3475	jsonb_populate_recordset					100						false	true	s				2283	2283 3802						jsonb_populate_recordset
3490	jsonb_to_record													s		1		2249	3802						jsonb_to_record
3491	jsonb_to_recordset					100						false	true	s		1		2249	3802						jsonb_to_recordset
3210	jsonb_typeof															1		25	3802						jsonb_typeof
4038	jsonb_ne																		3802 3802						jsonb_ne
4039	jsonb_lt																		3802 3802						jsonb_lt
4040	jsonb_gt																		3802 3802						jsonb_gt
4041	jsonb_le																		3802 3802						jsonb_le
4042	jsonb_ge																		3802 3802						jsonb_ge
4043	jsonb_eq																		3802 3802						jsonb_eq
4044	jsonb_cmp																	23	3802 3802						jsonb_cmp
4045	jsonb_hash															1		23	3802						jsonb_hash
3416	jsonb_hash_extended																	20	3802 20						jsonb_hash_extended
4046	jsonb_contains																		3802 3802						jsonb_contains
4047	jsonb_exists																		3802 25						jsonb_exists
4048	jsonb_exists_any																		3802 1009						jsonb_exists_any
4049	jsonb_exists_all																		3802 1009						jsonb_exists_all
4050	jsonb_contained																		3802 3802						jsonb_contained
3480	gin_compare_jsonb																	23	25 25						gin_compare_jsonb
3482	gin_extract_jsonb															3		2281	3802 2281 2281						gin_extract_jsonb
3483	gin_extract_jsonb_query															7		2281	3802 2281 21 2281 2281 2281 2281						gin_extract_jsonb_query
3484	gin_consistent_jsonb															8			2281 21 3802 23 2281 2281 2281 2281						gin_consistent_jsonb
3488	gin_triconsistent_jsonb															7		18	2281 21 3802 23 2281 2281 2281						gin_triconsistent_jsonb
3485	gin_extract_jsonb_path															3		2281	3802 2281 2281						gin_extract_jsonb_path
3486	gin_extract_jsonb_query_path															7		2281	3802 2281 21 2281 2281 2281 2281						gin_extract_jsonb_query_path
3487	gin_consistent_jsonb_path															8			2281 21 3802 23 2281 2281 2281 2281						gin_consistent_jsonb_path
3489	gin_triconsistent_jsonb_path															7		18	2281 21 3802 23 2281 2281 2281						gin_triconsistent_jsonb_path
3301	jsonb_concat																	3802	3802 3802						jsonb_concat
3302	jsonb_delete																	3802	3802 25						jsonb_delete
3303	jsonb_delete																	3802	3802 23						jsonb_delete_idx
3343	jsonb_delete						25											3802	3802 1009	{3802,1009}	{i,v}	{from_json,path_elems}			jsonb_delete_array
3304	jsonb_delete_path																	3802	3802 1009						jsonb_delete_path
3306	jsonb_pretty															1		25	3802						jsonb_pretty
4001	jsonpath_in															1		4072	2275						jsonpath_in
4002	jsonpath_recv															1		4072							jsonpath_recv
4003	jsonpath_out															1		2275	4072						jsonpath_out
4004	jsonpath_send															1		17	4072						jsonpath_send
4010	jsonb_path_exists_opr																		3802 4072						jsonb_path_exists_opr
4011	jsonb_path_match_opr																		3802 4072						jsonb_path_match_opr
2939	txid_snapshot_in															1		2970	2275						pg_snapshot_in
3579	jsonb_insert															4	1	3802	3802 1009 3802 16			{jsonb_in,path,replacement,insert_after}	false		jsonb_insert
4006	jsonb_path_query					1000							true			4	2	3802	3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_query
1177	jsonb_path_exists_tz													s		4	2		3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_exists_tz
1180	jsonb_path_query_array_tz													s		4	2	3802	3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_query_array_tz
2941	txid_snapshot_recv															1		2970							pg_snapshot_recv
2942	txid_snapshot_send															1		17	2970						pg_snapshot_send
2943	txid_current													s	u	0		20	\E						pg_current_xact_id
3348	txid_current_if_assigned													s	u	0		20	\E						pg_current_xact_id_if_assigned
2944	txid_current_snapshot													s		0		2970	\E						pg_current_snapshot
2945	txid_snapshot_xmin															1		20	2970						pg_snapshot_xmin
2946	txid_snapshot_xmax															1		20	2970						pg_snapshot_xmax
2947	txid_snapshot_xip					50							true			1		20	2970						pg_snapshot_xip
2948	txid_visible_in_snapshot																		20 2970						pg_visible_in_snapshot
3360	txid_status													v		1		25	20						pg_xact_status
5055	pg_snapshot_in															1		5038	2275						pg_snapshot_in
5056	pg_snapshot_out															1		2275	5038						pg_snapshot_out
5057	pg_snapshot_recv															1		5038							pg_snapshot_recv
5058	pg_snapshot_send															1		17	5038						pg_snapshot_send
5061	pg_current_snapshot													s		0		5038	\E						pg_current_snapshot
5062	pg_snapshot_xmin															1		5069	5038						pg_snapshot_xmin
5063	pg_snapshot_xmax															1		5069	5038						pg_snapshot_xmax
5064	pg_snapshot_xip					50							true			1		5069	5038						pg_snapshot_xip
5065	pg_visible_in_snapshot																		5069 5038						pg_visible_in_snapshot
5059	pg_current_xact_id													s	u	0		5069	\E						pg_current_xact_id
5060	pg_current_xact_id_if_assigned													s	u	0		5069	\E						pg_current_xact_id_if_assigned
5066	pg_xact_status													v		1		25	5069						pg_xact_status
2981	record_eq																		2249 2249						record_eq
2982	record_ne																		2249 2249						record_ne
2983	record_lt																		2249 2249						record_lt
2984	record_gt																		2249 2249						record_gt
2985	record_le																		2249 2249						record_le
2986	record_ge																		2249 2249						record_ge
2987	btrecordcmp																	23	2249 2249						btrecordcmp
6192	hash_record															1		23	2249						hash_record
6193	hash_record_extended																	20	2249 20						hash_record_extended
3181	record_image_eq																		2249 2249						record_image_eq
3182	record_image_ne																		2249 2249						record_image_ne
3183	record_image_lt																		2249 2249						record_image_lt
3184	record_image_gt																		2249 2249						record_image_gt
3185	record_image_le																		2249 2249						record_image_le
3186	record_image_ge																		2249 2249						record_image_ge
3187	btrecordimagecmp																	23	2249 2249						btrecordimagecmp
5051	btequalimage															1			26						btequalimage
3082	pg_available_extensions				10	100							true	s		0		2249	\E	{19,25,25}	{o,o,o}	{name,default_version,comment}			pg_available_extensions
3083	pg_available_extension_versions				10	100							true	s		0		2249	\E	{19,25,16,16,16,19,1003,25}	{o,o,o,o,o,o,o,o}	{name,version,superuser,trusted,relocatable,schema,requires,comment}			pg_available_extension_versions
3084	pg_extension_update_paths				10	100							true	s		1		2249	19	{19,25,25,25}	{i,o,o,o}	{name,source,target,path}			pg_extension_update_paths
3086	pg_extension_config_dump													v	u			2278	2205 25						pg_extension_config_dump
3100	row_number							6233	w			false				0		20	\E						window_row_number
6233	window_row_number_support															1		2281							window_row_number_support
3101	rank							6234	w			false				0		20	\E						window_rank
6234	window_rank_support															1		2281							window_rank_support
3102	dense_rank							6235	w			false				0		20	\E						window_dense_rank
6235	window_dense_rank_support															1		2281							window_dense_rank_support
3103	percent_rank								w			false				0		701	\E						window_percent_rank
3104	cume_dist								w			false				0		701	\E						window_cume_dist
3105	ntile								w							1		23	23						window_ntile
3106	lag								w							1		2283	2283						window_lag
3107	lag								w									2283	2283 23						window_lag_with_offset
3108	lag								w							3		5077	5077 23 5077						window_lag_with_offset_and_default
3109	lead								w							1		2283	2283						window_lead
3110	lead								w									2283	2283 23						window_lead_with_offset
3111	lead								w							3		5077	5077 23 5077						window_lead_with_offset_and_default
3112	first_value								w							1		2283	2283						window_first_value
3113	last_value								w							1		2283	2283						window_last_value
3114	nth_value								w									2283	2283 23						window_nth_value
3832	anyrange_in													s		3		3831	2275 26 23						anyrange_in
3833	anyrange_out													s		1		2275	3831						anyrange_out
3834	range_in													s		3		3831	2275 26 23						range_in
3835	range_out													s		1		2275	3831						range_out
3836	range_recv													s		3		3831	2281 26 23						range_recv
3837	range_send													s		1		17	3831						range_send
3848	lower															1		2283	3831						range_lower
3849	upper															1		2283	3831						range_upper
3850	isempty															1			3831						range_empty
3851	lower_inc															1			3831						range_lower_inc
3852	upper_inc															1			3831						range_upper_inc
3853	lower_inf															1			3831						range_lower_inf
3854	upper_inf															1			3831						range_upper_inf
3855	range_eq																		3831 3831						range_eq
3856	range_ne																		3831 3831						range_ne
3857	range_overlaps																		3831 3831						range_overlaps
3858	range_contains_elem																		3831 2283						range_contains_elem
3859	range_contains																		3831 3831						range_contains
3860	elem_contained_by_range																		2283 3831						elem_contained_by_range
3861	range_contained_by																		3831 3831						range_contained_by
3862	range_adjacent																		3831 3831						range_adjacent
3863	range_before																		3831 3831						range_before
3864	range_after																		3831 3831						range_after
3865	range_overleft																		3831 3831						range_overleft
3866	range_overright																		3831 3831						range_overright
3867	range_union																	3831	3831 3831						range_union
4057	range_merge																	3831	3831 3831						range_merge
4228	range_merge															1		3831	4537						range_merge_from_multirange
3868	range_intersect																	3831	3831 3831						range_intersect
3869	range_minus																	3831	3831 3831						range_minus
3870	range_cmp																	23	3831 3831						range_cmp
3871	range_lt																		3831 3831						range_lt
3872	range_le																		3831 3831						range_le
3873	range_ge																		3831 3831						range_ge
3874	range_gt																		3831 3831						range_gt
3875	range_gist_consistent															5			2281 3831 21 26 2281						range_gist_consistent
3876	range_gist_union																	3831	2281 2281						range_gist_union
3879	range_gist_penalty															3		2281	2281 2281 2281						range_gist_penalty
3880	range_gist_picksplit																	2281	2281 2281						range_gist_picksplit
3881	range_gist_same															3		2281	3831 3831 2281						range_gist_same
6154	multirange_gist_consistent															5			2281 4537 21 26 2281						multirange_gist_consistent
6156	multirange_gist_compress															1		2281							multirange_gist_compress
3902	hash_range															1		23	3831						hash_range
3417	hash_range_extended																	20	3831 20						hash_range_extended
3916	range_typanalyze													s		1									range_typanalyze
3169	rangesel													s		4		701	2281 26 2281 23						rangesel
4401	range_intersect_agg_transfn																	3831	3831 3831						range_intersect_agg_transfn
4450	range_intersect_agg								a			false				1		3831	3831
3914	int4range_canonical															1		3904	3904						int4range_canonical
3928	int8range_canonical															1		3926	3926						int8range_canonical
3915	daterange_canonical															1		3912	3912						daterange_canonical
3922	int4range_subdiff																	701	23 23						int4range_subdiff
3923	int8range_subdiff																	701	20 20						int8range_subdiff
3924	numrange_subdiff																	701	1700 1700						numrange_subdiff
3925	daterange_subdiff																	701	1082 1082						daterange_subdiff
3929	tsrange_subdiff																	701	1114 1114						tsrange_subdiff
3930	tstzrange_subdiff																	701	1184 1184						tstzrange_subdiff
3840	int4range											false						3904	23 23						range_constructor2
3841	int4range											false				3		3904	23 23 25						range_constructor3
3844	numrange											false						3906	1700 1700						range_constructor2
3845	numrange											false				3		3906	1700 1700 25						range_constructor3
3933	tsrange											false						3908	1114 1114						range_constructor2
3934	tsrange											false				3		3908	1114 1114 25						range_constructor3
3937	tstzrange											false						3910	1184 1184						range_constructor2
3938	tstzrange											false				3		3910	1184 1184 25						range_constructor3
3941	daterange											false						3912	1082 1082						range_constructor2
3942	daterange											false				3		3912	1082 1082 25						range_constructor3
3945	int8range											false						3926	20 20						range_constructor2
3946	int8range											false				3		3926	20 20 25						range_constructor3
4229	anymultirange_in													s		3		4537	2275 26 23						anymultirange_in
4230	anymultirange_out													s		1		2275	4537						anymultirange_out
4231	multirange_in													s		3		4537	2275 26 23						multirange_in
4232	multirange_out													s		1		2275	4537						multirange_out
4233	multirange_recv													s		3		4537	2281 26 23						multirange_recv
4234	multirange_send													s		1		17	4537						multirange_send
4235	lower															1		2283	4537						multirange_lower
4236	upper															1		2283	4537						multirange_upper
4237	isempty															1			4537						multirange_empty
4238	lower_inc															1			4537						multirange_lower_inc
4239	upper_inc															1			4537						multirange_upper_inc
4240	lower_inf															1			4537						multirange_lower_inf
4241	upper_inf															1			4537						multirange_upper_inf
4242	multirange_typanalyze													s		1									multirange_typanalyze
4243	multirangesel													s		4		701	2281 26 2281 23						multirangesel
4244	multirange_eq																		4537 4537						multirange_eq
4245	multirange_ne																		4537 4537						multirange_ne
4246	range_overlaps_multirange																		3831 4537						range_overlaps_multirange
4247	multirange_overlaps_range																		4537 3831						multirange_overlaps_range
4248	multirange_overlaps_multirange																		4537 4537						multirange_overlaps_multirange
4249	multirange_contains_elem																		4537 2283						multirange_contains_elem
4250	multirange_contains_range																		4537 3831						multirange_contains_range
4251	multirange_contains_multirange																		4537 4537						multirange_contains_multirange
4252	elem_contained_by_multirange																		2283 4537						elem_contained_by_multirange
4253	range_contained_by_multirange																		3831 4537						range_contained_by_multirange
4541	range_contains_multirange																		3831 4537						range_contains_multirange
4542	multirange_contained_by_range																		4537 3831						multirange_contained_by_range
4254	multirange_contained_by_multirange																		4537 4537						multirange_contained_by_multirange
4255	range_adjacent_multirange																		3831 4537						range_adjacent_multirange
4256	multirange_adjacent_multirange																		4537 4537						multirange_adjacent_multirange
4257	multirange_adjacent_range																		4537 3831						multirange_adjacent_range
4258	range_before_multirange																		3831 4537						range_before_multirange
4259	multirange_before_range																		4537 3831						multirange_before_range
4260	multirange_before_multirange																		4537 4537						multirange_before_multirange
4261	range_after_multirange																		3831 4537						range_after_multirange
4262	multirange_after_range																		4537 3831						multirange_after_range
4263	multirange_after_multirange																		4537 4537						multirange_after_multirange
4264	range_overleft_multirange																		3831 4537						range_overleft_multirange
4265	multirange_overleft_range																		4537 3831						multirange_overleft_range
4266	multirange_overleft_multirange																		4537 4537						multirange_overleft_multirange
4267	range_overright_multirange																		3831 4537						range_overright_multirange
4268	multirange_overright_range																		4537 3831						multirange_overright_range
4269	multirange_overright_multirange																		4537 4537						multirange_overright_multirange
4270	multirange_union																	4537	4537 4537						multirange_union
4271	multirange_minus																	4537	4537 4537						multirange_minus
4272	multirange_intersect																	4537	4537 4537						multirange_intersect
4273	multirange_cmp																	23	4537 4537						multirange_cmp
4274	multirange_lt																		4537 4537						multirange_lt
4275	multirange_le																		4537 4537						multirange_le
4276	multirange_ge																		4537 4537						multirange_ge
4277	multirange_gt																		4537 4537						multirange_gt
4278	hash_multirange															1		23	4537						hash_multirange
4279	hash_multirange_extended																	20	4537 20						hash_multirange_extended
4280	int4multirange															0		4451	\E						multirange_constructor0
4281	int4multirange															1		4451	3904						multirange_constructor1
4282	int4multirange						3904									1		4451	3905	{3905}	{v}				multirange_constructor2
4283	nummultirange															0		4532	\E						multirange_constructor0
4284	nummultirange															1		4532	3906						multirange_constructor1
4285	nummultirange						3906									1		4532	3907	{3907}	{v}				multirange_constructor2
4286	tsmultirange															0		4533	\E						multirange_constructor0
4287	tsmultirange															1		4533	3908						multirange_constructor1
4288	tsmultirange						3908									1		4533	3909	{3909}	{v}				multirange_constructor2
4289	tstzmultirange															0		4534	\E						multirange_constructor0
4290	tstzmultirange															1		4534	3910						multirange_constructor1
4291	tstzmultirange						3910									1		4534	3911	{3911}	{v}				multirange_constructor2
4292	datemultirange															0		4535	\E						multirange_constructor0
4293	datemultirange															1		4535	3912						multirange_constructor1
4294	datemultirange						3912									1		4535	3913	{3913}	{v}				multirange_constructor2
4295	int8multirange															0		4536	\E						multirange_constructor0
4296	int8multirange															1		4536	3926						multirange_constructor1
4297	int8multirange						3926									1		4536	3927	{3927}	{v}				multirange_constructor2
4298	multirange															1		4537	3831						multirange_constructor1
4299	range_agg_transfn											false						2281	2281 3831						range_agg_transfn
4300	range_agg_finalfn											false						4537	2281 3831						range_agg_finalfn
4301	range_agg								a			false				1		4537	3831
6225	multirange_agg_transfn											false						2281	2281 4537						multirange_agg_transfn
6226	multirange_agg_finalfn											false						4537	2281 4537						range_agg_finalfn
6227	range_agg								a			false				1		4537	4537
4388	multirange_intersect_agg_transfn																	4537	4537 4537						multirange_intersect_agg_transfn
4389	range_intersect_agg								a			false				1		4537	4537
1293	unnest					100							true			1		3831	4537						multirange_unnest
3846	make_date															3		1082	23 23 23			{year,month,day}			make_date
3847	make_time															3		1083	23 23 701			{hour,min,sec}			make_time
3461	make_timestamp															6		1114	23 23 23 23 23 701			{year,month,mday,hour,min,sec}			make_timestamp
3462	make_timestamptz													s		6		1184	23 23 23 23 23 701			{year,month,mday,hour,min,sec}			make_timestamptz
3463	make_timestamptz													s		7		1184	23 23 23 23 23 701 25			{year,month,mday,hour,min,sec,timezone}			make_timestamptz_at_timezone
4018	spg_quad_config																	2278	2281 2281						spg_quad_config
4019	spg_quad_choose																	2278	2281 2281						spg_quad_choose
4020	spg_quad_picksplit																	2278	2281 2281						spg_quad_picksplit
4021	spg_quad_inner_consistent																	2278	2281 2281						spg_quad_inner_consistent
4022	spg_quad_leaf_consistent																		2281 2281						spg_quad_leaf_consistent
4023	spg_kd_config																	2278	2281 2281						spg_kd_config
4024	spg_kd_choose																	2278	2281 2281						spg_kd_choose
4025	spg_kd_picksplit																	2278	2281 2281						spg_kd_picksplit
4026	spg_kd_inner_consistent																	2278	2281 2281						spg_kd_inner_consistent
4027	spg_text_config																	2278	2281 2281						spg_text_config
4028	spg_text_choose																	2278	2281 2281						spg_text_choose
4029	spg_text_picksplit																	2278	2281 2281						spg_text_picksplit
4030	spg_text_inner_consistent																	2278	2281 2281						spg_text_inner_consistent
4031	spg_text_leaf_consistent																		2281 2281						spg_text_leaf_consistent
3469	spg_range_quad_config																	2278	2281 2281						spg_range_quad_config
3470	spg_range_quad_choose																	2278	2281 2281						spg_range_quad_choose
3471	spg_range_quad_picksplit																	2278	2281 2281						spg_range_quad_picksplit
3472	spg_range_quad_inner_consistent																	2278	2281 2281						spg_range_quad_inner_consistent
3473	spg_range_quad_leaf_consistent																		2281 2281						spg_range_quad_leaf_consistent
5012	spg_box_quad_config																	2278	2281 2281						spg_box_quad_config
5013	spg_box_quad_choose																	2278	2281 2281						spg_box_quad_choose
5014	spg_box_quad_picksplit																	2278	2281 2281						spg_box_quad_picksplit
5015	spg_box_quad_inner_consistent																	2278	2281 2281						spg_box_quad_inner_consistent
5016	spg_box_quad_leaf_consistent																		2281 2281						spg_box_quad_leaf_consistent
5010	spg_bbox_quad_config																	2278	2281 2281						spg_bbox_quad_config
5011	spg_poly_quad_compress															1		603	604						spg_poly_quad_compress
4220	pg_copy_physical_replication_slot													v	u	3		2249	19 19 16	{19,19,16,19,3220}	{i,i,i,o,o}	{src_slot_name,dst_slot_name,temporary,slot_name,lsn}			pg_copy_physical_replication_slot_a
4221	pg_copy_physical_replication_slot													v	u			2249	19 19	{19,19,19,3220}	{i,i,o,o}	{src_slot_name,dst_slot_name,slot_name,lsn}			pg_copy_physical_replication_slot_b
3780	pg_drop_replication_slot													v	u	1		2278	19						pg_drop_replication_slot
3781	pg_get_replication_slots					10						false	true	s		0		2249	\E	{19,19,25,26,16,16,23,28,28,3220,3220,25,20,16}	{o,o,o,o,o,o,o,o,o,o,o,o,o,o}	{slot_name,plugin,slot_type,datoid,temporary,active,active_pid,xmin,catalog_xmin,restart_lsn,confirmed_flush_lsn,wal_status,safe_wal_size,two_phase}			pg_get_replication_slots
4222	pg_copy_logical_replication_slot													v	u	4		2249	19 19 16 19	{19,19,16,19,19,3220}	{i,i,i,i,o,o}	{src_slot_name,dst_slot_name,temporary,plugin,slot_name,lsn}			pg_copy_logical_replication_slot_a
4223	pg_copy_logical_replication_slot													v	u	3		2249	19 19 16	{19,19,16,19,3220}	{i,i,i,o,o}	{src_slot_name,dst_slot_name,temporary,slot_name,lsn}			pg_copy_logical_replication_slot_b
4224	pg_copy_logical_replication_slot													v	u			2249	19 19	{19,19,19,3220}	{i,i,o,o}	{src_slot_name,dst_slot_name,slot_name,lsn}			pg_copy_logical_replication_slot_c
3878	pg_replication_slot_advance													v	u			2249	19 3220	{19,3220,19,3220}	{i,i,o,o}	{slot_name,upto_lsn,slot_name,end_lsn}			pg_replication_slot_advance
3577	pg_logical_emit_message													v	u	3		3220	16 25 25						pg_logical_emit_message_text
3578	pg_logical_emit_message													v	u	3		3220	16 25 17						pg_logical_emit_message_bytea
3588	binary_upgrade_set_next_toast_pg_class_oid													v	r	1		2278	26						binary_upgrade_set_next_toast_pg_class_oid
3784	pg_logical_slot_peek_changes				1000	1000	25					false	true	v	u	4	1	2249	19 3220 23 1009	{19,3220,23,1009,3220,28,25}	{i,i,i,v,o,o,o}	{slot_name,upto_lsn,upto_nchanges,options,lsn,xid,data}	'{}'::text[]		pg_logical_slot_peek_changes
3785	pg_logical_slot_peek_binary_changes				1000	1000	25					false	true	v	u	4	1	2249	19 3220 23 1009	{19,3220,23,1009,3220,28,17}	{i,i,i,v,o,o,o}	{slot_name,upto_lsn,upto_nchanges,options,lsn,xid,data}	'{}'::text[]		pg_logical_slot_peek_binary_changes
3786	pg_create_logical_replication_slot													v	u	4	2	2249	19 19 16 16	{19,19,16,16,19,3220}	{i,i,i,i,o,o}	{slot_name,plugin,temporary,twophase,slot_name,lsn}	false, false		pg_create_logical_replication_slot
3566	pg_event_trigger_dropped_objects				10	100							true	s	r	0		2249	\E	{26,26,23,16,16,16,25,25,25,25,1009,1009}	{o,o,o,o,o,o,o,o,o,o,o,o}	{classid,objid,objsubid,original,normal,is_temporary,object_type,schema_name,object_name,object_identity,address_names,address_args}			pg_event_trigger_dropped_objects
4566	pg_event_trigger_table_rewrite_oid													s	r	0		26	\E	{26}	{o}	{oid}			pg_event_trigger_table_rewrite_oid
4567	pg_event_trigger_table_rewrite_reason													s	r	0		23	\E						pg_event_trigger_table_rewrite_reason
4568	pg_event_trigger_ddl_commands				10	100							true	s	r	0		2249	\E	{26,26,23,25,25,25,25,16,32}	{o,o,o,o,o,o,o,o,o}	{classid,objid,objsubid,command_tag,object_type,schema_name,object_identity,in_extension,command}			pg_event_trigger_ddl_commands
3970	ordered_set_transition											false						2281	2281 2276						ordered_set_transition
3971	ordered_set_transition_multi						2276					false						2281	2281 2276	{2281,2276}	{i,v}				ordered_set_transition_multi
3972	percentile_disc								a			false						2283	701 2283
3973	percentile_disc_final											false				3		2283	2281 701 2283						percentile_disc_final
3974	percentile_cont								a			false						701	701 701
3975	percentile_cont_float8_final											false						701	2281 701						percentile_cont_float8_final
3976	percentile_cont								a			false						1186	701 1186
3977	percentile_cont_interval_final											false						1186	2281 701						percentile_cont_interval_final
3978	percentile_disc								a			false						2277	1022 2283
3979	percentile_disc_multi_final											false				3		2277	2281 1022 2283						percentile_disc_multi_final
3980	percentile_cont								a			false						1022	1022 701
3981	percentile_cont_float8_multi_final											false						1022	2281 1022						percentile_cont_float8_multi_final
3982	percentile_cont								a			false						1187	1022 1186
3983	percentile_cont_interval_multi_final											false						1187	2281 1022						percentile_cont_interval_multi_final
3984	mode								a			false				1		2283	2283
3985	mode_final											false						2283	2281 2283						mode_final
3986	rank						2276		a			false				1		20	2276	{2276}	{v}
3987	rank_final						2276					false						20	2281 2276	{2281,2276}	{i,v}				hypothetical_rank_final
3988	percent_rank						2276		a			false				1		701	2276	{2276}	{v}
3989	percent_rank_final						2276					false						701	2281 2276	{2281,2276}	{i,v}				hypothetical_percent_rank_final
3990	cume_dist						2276		a			false				1		701	2276	{2276}	{v}
3991	cume_dist_final						2276					false						701	2281 2276	{2281,2276}	{i,v}				hypothetical_cume_dist_final
3992	dense_rank						2276		a			false				1		20	2276	{2276}	{v}
3993	dense_rank_final						2276					false						20	2281 2276	{2281,2276}	{i,v}				hypothetical_dense_rank_final
3582	binary_upgrade_set_next_pg_type_oid													v	r	1		2278	26						binary_upgrade_set_next_pg_type_oid
3584	binary_upgrade_set_next_array_pg_type_oid													v	r	1		2278	26						binary_upgrade_set_next_array_pg_type_oid
4390	binary_upgrade_set_next_multirange_pg_type_oid													v	r	1		2278	26						binary_upgrade_set_next_multirange_pg_type_oid
4391	binary_upgrade_set_next_multirange_array_pg_type_oid													v	r	1		2278	26						binary_upgrade_set_next_multirange_array_pg_type_oid
3586	binary_upgrade_set_next_heap_pg_class_oid													v	r	1		2278	26						binary_upgrade_set_next_heap_pg_class_oid
3587	binary_upgrade_set_next_index_pg_class_oid													v	r	1		2278	26						binary_upgrade_set_next_index_pg_class_oid
3589	binary_upgrade_set_next_pg_enum_oid													v	r	1		2278	26						binary_upgrade_set_next_pg_enum_oid
3590	binary_upgrade_set_next_pg_authid_oid													v	r	1		2278	26						binary_upgrade_set_next_pg_authid_oid
3591	binary_upgrade_create_empty_extension											false		v	u	7		2278	25 25 16 25 1028 1009 1009						binary_upgrade_create_empty_extension
4083	binary_upgrade_set_record_init_privs													v	r	1		2278	16						binary_upgrade_set_record_init_privs
4101	binary_upgrade_set_missing_value													v	u	3		2278	26 25 25						binary_upgrade_set_missing_value
4545	binary_upgrade_set_next_heap_relfilenode													v	u	1		2278	26						binary_upgrade_set_next_heap_relfilenode
4546	binary_upgrade_set_next_index_relfilenode													v	u	1		2278	26						binary_upgrade_set_next_index_relfilenode
4547	binary_upgrade_set_next_toast_relfilenode													v	u	1		2278	26						binary_upgrade_set_next_toast_relfilenode
4548	binary_upgrade_set_next_pg_tablespace_oid													v	u	1		2278	26						binary_upgrade_set_next_pg_tablespace_oid
5040	matchingsel													s		4		701	2281 26 2281 23						matchingsel
5041	matchingjoinsel													s		5		701	2281 26 2281 21 2281						matchingjoinsel
6004	pg_replication_origin_drop													v	u	1		2278	25						pg_replication_origin_drop
6008	pg_replication_origin_session_is_setup													v	r	0			\E						pg_replication_origin_session_is_setup
6009	pg_replication_origin_session_progress													v	u	1		3220	16						pg_replication_origin_session_progress
6007	pg_replication_origin_session_reset													v	u	0		2278	\E						pg_replication_origin_session_reset
6006	pg_replication_origin_session_setup													v	u	1		2278	25						pg_replication_origin_session_setup
6119	pg_get_publication_tables					1000							true	s		1		2249	25	{25,26,22,194}	{i,o,o,o}	{pubname,relid,attrs,qual}			pg_get_publication_tables
6121	pg_relation_is_publishable													s		1			2205						pg_relation_is_publishable
3298	row_security_active													s		1			26						row_security_active
3299	row_security_active													s		1			25						row_security_active_name
3441	pg_control_system													v		0		2249	\E	{23,23,20,1184}	{o,o,o,o}	{pg_control_version,catalog_version_no,system_identifier,pg_control_last_modified}			pg_control_system
3442	pg_control_checkpoint													v		0		2249	\E	{3220,3220,25,23,23,16,25,26,28,28,28,26,28,28,26,28,28,1184}	{o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o,o}	{checkpoint_lsn,redo_lsn,redo_wal_file,timeline_id,prev_timeline_id,full_page_writes,next_xid,next_oid,next_multixact_id,next_multi_offset,oldest_xid,oldest_xid_dbid,oldest_active_xid,oldest_multi_xid,oldest_multi_dbid,oldest_commit_ts_xid,newest_commit_ts_xid,checkpoint_time}			pg_control_checkpoint
3443	pg_control_recovery													v		0		2249	\E	{3220,23,3220,3220,16}	{o,o,o,o,o}	{min_recovery_end_lsn,min_recovery_end_timeline,backup_start_lsn,backup_end_lsn,end_of_backup_record_required}			pg_control_recovery
3444	pg_control_init													v		0		2249	\E	{23,23,23,23,23,23,23,23,23,16,23}	{o,o,o,o,o,o,o,o,o,o,o}	{max_data_alignment,database_block_size,blocks_per_segment,wal_block_size,bytes_per_wal_segment,max_identifier_length,max_index_columns,max_toast_chunk_size,large_object_chunk_size,float8_pass_by_value,data_page_checksum_version}			pg_control_init
6179	array_subscript_handler															1		2281							array_subscript_handler
6180	raw_array_subscript_handler															1		2281							raw_array_subscript_handler
6098	jsonb_subscript_handler															1		2281							jsonb_subscript_handler
3445	pg_import_system_collations				100									v	u	1		23	4089						pg_import_system_collations
3448	pg_collation_actual_version				100									v		1		25	26						pg_collation_actual_version
6249	pg_database_collation_actual_version				100									v		1		25	26						pg_database_collation_actual_version
5031	pg_ls_archive_statusdir				10	20							true	v		0		2249	\E	{25,20,1184}	{o,o,o}	{name,size,modification}			pg_ls_archive_statusdir
5029	pg_ls_tmpdir				10	20							true	v		0		2249	\E	{25,20,1184}	{o,o,o}	{name,size,modification}			pg_ls_tmpdir_noargs
6270	pg_ls_logicalsnapdir				10	20							true	v		0		2249	\E	{25,20,1184}	{o,o,o}	{name,size,modification}			pg_ls_logicalsnapdir
6012	pg_replication_origin_advance													v	u			2278	25 3220						pg_replication_origin_advance
6013	pg_replication_origin_progress													v	u			3220	25 16						pg_replication_origin_progress
6011	pg_replication_origin_xact_reset													v	r	0		2278	\E						pg_replication_origin_xact_reset
6014	pg_show_replication_origin_status					100						false	true	v	r	0		2249	\E	{26,25,3220,3220}	{o,o,o,o}	{local_id,external_id,remote_lsn,local_lsn}			pg_show_replication_origin_status
6272	pg_ls_replslotdir				10	20							true	v		1		2249	25	{25,25,20,1184}	{i,o,o,o}	{slot_name,name,size,modification}			pg_ls_replslotdir
3400	pg_config					23							true	s	r	0		2249	\E	{25,25}	{o,o}	{name,setting}			pg_config
3354	pg_ls_waldir				10	20							true	v		0		2249	\E	{25,20,1184}	{o,o,o}	{name,size,modification}			pg_ls_waldir
5028	satisfies_hash_partition						2276					false				4			26 23 23 2276		{i,i,i,v}				satisfies_hash_partition
3423	pg_partition_tree					1000							true	v		1		2249	2205	{2205,2205,2205,16,23}	{i,o,o,o,o}	{rootrelid,relid,parentrelid,isleaf,level}			pg_partition_tree
3425	pg_partition_ancestors					10							true	v		1		2205	2205	{2205,2205}	{i,o}	{partitionid,relid}			pg_partition_ancestors
3424	pg_partition_root															1		2205	2205						pg_partition_root
6198	unistr															1		25	25						unistr
4596	brin_bloom_summary_in															1		4600	2275						brin_bloom_summary_in
4597	brin_bloom_summary_out															1		2275	4600						brin_bloom_summary_out
4598	brin_bloom_summary_recv													s		1		4600							brin_bloom_summary_recv
4599	brin_bloom_summary_send													s		1		17	4600						brin_bloom_summary_send
4638	brin_minmax_multi_summary_in															1		4601	2275						brin_minmax_multi_summary_in
4639	brin_minmax_multi_summary_out															1		2275	4601						brin_minmax_multi_summary_out
4640	brin_minmax_multi_summary_recv													s		1		4601							brin_minmax_multi_summary_recv
4641	brin_minmax_multi_summary_send													s		1		17	4601						brin_minmax_multi_summary_send
879	lpad			14														25	25 23						\E
880	rpad			14														25	25 23						\E
2074	substring			14												3		25	25 25 25						\E
4351	is_normalized																1		25 25				'NFC'::text		unicode_is_normalized
1812	bit_length			14												1		23	1560						\E
1810	bit_length			14												1		23	17						\E
1811	bit_length			14												1		23	25						\E
1741	log			14												1		1700	1700						\E
1481	log10			14												1		1700	1700						\E
5054	jsonb_set_lax											false				5	2	3802	3802 1009 3802 16 25			{jsonb_in,path,replacement,create_if_missing,null_value_treatment}	true, 'use_json_null'::text		jsonb_set_lax
1708	round			14												1		1700	1700						\E
1710	trunc			14												1		1700	1700						\E
5023	numeric_pl_pg_lsn			14														3220	1700 3220						\E
1426	path_contain_pt			14															602 600						\E
1544	polygon			14												1		604	718						\E
3935	pg_sleep_for			14										v		1		2278	1186						\E
1386	age			14										s		1		1186	1184						\E
2059	age			14										s		1		1186	1114						\E
1384	date_part			14														701	25 1082						\E
1176	timestamptz			14										s				1184	1082 1083						\E
1296	timedate_pl			14														1114	1083 1082						\E
1268	parse_ident																1	1009	25 16			{str,strict}	true		parse_ident
2623	pg_stat_file													v		1		2249	25	{25,20,1184,1184,1184,1184,16}	{i,o,o,o,o,o,o}	{filename,size,access,modification,change,creation,isdir}			pg_stat_file_1arg
1298	timetzdate_pl			14														1184	1266 1082						\E
1848	interval_pl_time			14														1083	1186 1083						\E
2546	interval_pl_date			14														1114	1186 1082						\E
2547	interval_pl_timetz			14														1266	1186 1266						\E
2548	interval_pl_timestamp			14														1114	1186 1114						\E
2549	interval_pl_timestamptz			14										s				1184	1186 1184						\E
2550	integer_pl_date			14														1082	23 1082						\E
1306	overlaps			14								false		s		4			1184 1184 1184 1186						\E
1305	overlaps			14								false		s		4			1184 1186 1184 1186						\E
1307	overlaps			14								false		s		4			1184 1186 1184 1184						\E
3936	pg_sleep_until			14										v		1		2278	1184						\E
2043	overlaps			14								false				4			1114 1114 1114 1186						\E
2044	overlaps			14								false				4			1114 1186 1114 1114						\E
2042	overlaps			14								false				4			1114 1186 1114 1186						\E
1309	overlaps			14								false				4			1083 1186 1083 1186						\E
6183	ts_debug			14	100	1000							true	s				2249	3734 25	{3734,25,25,25,25,3770,3769,1009}	{i,i,o,o,o,o,o,o}	{config,document,alias,description,token,dictionaries,dictionary,lexemes}			\E
6010	pg_replication_origin_xact_setup													v	r			2278	3220 1184						pg_replication_origin_xact_setup
1310	overlaps			14								false				4			1083 1083 1083 1186						\E
1311	overlaps			14								false				4			1083 1186 1083 1083						\E
2631	int8pl_inet			14														869	20 869						\E
2932	xpath			14														143	25 142						\E
3050	xpath_exists			14															25 142						\E
2325	pg_relation_size			14										v		1		20	2205						\E
1215	obj_description			14	100									s				25	26 19						\E
1993	shobj_description			14	100									s				25	26 19						\E
1348	obj_description			14	100									s		1		25	26						\E
1216	col_description			14	100									s				25	26 23						\E
6184	ts_debug			14	100	1000							true	s		1		2249	25	{25,25,25,25,3770,3769,1009}	{i,o,o,o,o,o,o}	{document,alias,description,token,dictionaries,dictionary,lexemes}			\E
2096	pg_terminate_backend													v			1		23 20			{pid,timeout}	0		pg_terminate_backend
3960	json_populate_record											false		s		3	1	2283	2283 114 16			{base,from_json,use_json_as_text}	false		json_populate_record
3961	json_populate_recordset					100						false	true	s		3	1	2283	2283 114 16			{base,from_json,use_json_as_text}	false		json_populate_recordset
3782	pg_logical_slot_get_changes				1000	1000	25					false	true	v	u	4	1	2249	19 3220 23 1009	{19,3220,23,1009,3220,28,25}	{i,i,i,v,o,o,o}	{slot_name,upto_lsn,upto_nchanges,options,lsn,xid,data}	'{}'::text[]		pg_logical_slot_get_changes
3783	pg_logical_slot_get_binary_changes				1000	1000	25					false	true	v	u	4	1	2249	19 3220 23 1009	{19,3220,23,1009,3220,28,17}	{i,i,i,v,o,o,o}	{slot_name,upto_lsn,upto_nchanges,options,lsn,xid,data}	'{}'::text[]		pg_logical_slot_get_binary_changes
3779	pg_create_physical_replication_slot													v	u	3	2	2249	19 16 16	{19,16,16,19,3220}	{i,i,i,o,o}	{slot_name,immediately_reserve,temporary,slot_name,lsn}	false, false		pg_create_physical_replication_slot
3464	make_interval															7	7	1186	23 23 23 23 23 23 701			{years,months,weeks,days,hours,mins,secs}	0, 0, 0, 0, 0, 0, 0.0		make_interval
3305	jsonb_set															4	1	3802	3802 1009 3802 16			{jsonb_in,path,replacement,create_if_missing}	true		jsonb_set
2172	pg_backup_start													v	r		1	3220	25 16			{label,fast}	false		pg_backup_start
3353	pg_ls_logdir				10	20							true	v		0		2249	\E	{25,20,1184}	{o,o,o}	{name,size,modification}			pg_ls_logdir
4005	jsonb_path_exists															4	2		3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_exists
4009	jsonb_path_match															4	2		3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_match
4007	jsonb_path_query_array															4	2	3802	3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_query_array
4008	jsonb_path_query_first															4	2	3802	3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_query_first
2030	jsonb_path_match_tz													s		4	2		3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_match_tz
1179	jsonb_path_query_tz					1000							true	s		4	2	3802	3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_query_tz
2023	jsonb_path_query_first_tz													s		4	2	3802	3802 4072 3802 16			{target,path,vars,silent}	'{}'::jsonb, false		jsonb_path_query_first_tz
4350	normalize																1	25	25 25				'NFC'::text		unicode_normalize_func
2739	pg_backup_stop													v	r	1	1	2249	16	{16,3220,25,25}	{i,o,o,o}	{wait_for_archive,lsn,labelfile,spcmapfile}	true		pg_backup_stop
3436	pg_promote													v			2		16 23			{wait,wait_seconds}	true, 60		pg_promote
2274	pg_stat_reset											false		v		0		2278	\E						pg_stat_reset
3777	pg_stat_reset_single_function_counters													v		1		2278	26						pg_stat_reset_single_function_counters
6230	pg_stat_have_stats													v	r	3			25 26 26						pg_stat_have_stats
764	lo_import													v	u	1		26	25						be_lo_import
767	lo_import													v	u			26	25 26						be_lo_import_with_oid
3293	pg_read_file													v		4		25	25 20 20 16						pg_read_file_v2
6003	pg_replication_origin_create													v	u	1		26	25						pg_replication_origin_create
6005	pg_replication_origin_oid													s		1		26	25						pg_replication_origin_oid
5030	pg_ls_tmpdir				10	20							true	v		1		2249	26	{26,25,20,1184}	{i,o,o,o}	{tablespace,name,size,modification}			pg_ls_tmpdir_1arg
6271	pg_ls_logicalmapdir				10	20							true	v		0		2249	\E	{25,20,1184}	{o,o,o}	{name,size,modification}			pg_ls_logicalmapdir
5052	pg_get_shmem_allocations					50							true	v		0		2249	\E	{25,20,20,20}	{o,o,o,o}	{name,off,size,allocated_size}			pg_get_shmem_allocations
13208	_pg_expandarray	13207		14	100	1000							true			1		2249	2277	{2277,2283,23}	{i,o,o}	{"",x,n}			select $1[s],\n        s operator(pg_catalog.-) pg_catalog.array_lower($1,1) operator(pg_catalog.+) 1\n        from pg_catalog.generate_series(pg_catalog.array_lower($1,1),\n                                        pg_catalog.array_upper($1,1),\n                                        1) as g(s)
13209	_pg_index_position	13207		14	100									s	u			23	26 21						\E
13210	_pg_truetypid	13207		14	100													26	75 71						\E
13211	_pg_truetypmod	13207		14	100													23	75 71						\E
13212	_pg_char_max_length	13207		14	100													23	26 23			{typid,typmod}			\E
13213	_pg_char_octet_length	13207		14	100													23	26 23			{typid,typmod}			\E
13215	_pg_numeric_precision	13207		14	100													23	26 23			{typid,typmod}			\E
13216	_pg_numeric_precision_radix	13207		14	100													23	26 23			{typid,typmod}			\E
13217	_pg_numeric_scale	13207		14	100													23	26 23			{typid,typmod}			\E
13218	_pg_datetime_precision	13207		14	100													23	26 23			{typid,typmod}			\E
13219	_pg_interval_type	13207		14	100													25	26 23			{typid,mod}			\E
=pg_operator	oid	oprname==	oprnamespace=11	oprowner=10	oprkind=b	oprcanmerge=false	oprcanhash=false	oprleft=0	oprright=23	oprresult=16	oprcom=0	oprnegate=0	oprcode=125	oprrest=0	oprjoin=0
15					true	true	23	20		416	36	852	101	105
36	<>						23	20		417	15	853	102	106
37	<						23	20		419	82	854	103	107
76	>						23	20		418	80	855	104	108
80	<=						23	20		430	76	856	336	386
82	>=						23	20		420	37	857	337	398
58	<						16	16		59	1695	56	103	107
59	>						16	16		58	1694	57	104	108
85	<>						16	16		85	91	84	102	106
91					true	true	16	16		91	85	60	101	105
1694	<=						16	16		1695	59	1691	336	386
1695	>=						16	16		1694	58	1692	337	398
92					true	true	18	18		92	630	61	101	105
93					true	true	19	19		93	643	62	101	105
94					true	true	21	21		94	519	63	101	105
95	<						21	21		520	524	64	103	107
96					true	true	23			96	518	65	101	105
97	<						23			521	525	66	103	107
98					true	true	25	25		98	531	67	101	105
3877	^@						25	25				3696	3437	3438
254					true	true	19	25		260	259	240	101	105
255	<						19	25		264	257	241	103	107
256	<=						19	25		263	258	242	336	386
257	>=						19	25		262	255	243	337	398
258	>						19	25		261	256	244	104	108
259	<>						19	25		265	254	245	102	106
260					true	true	25	19		254	265	247	101	105
261	<						25	19		258	263	248	103	107
262	<=						25	19		257	264	249	336	386
263	>=						25	19		256	261	250	337	398
264	>						25	19		255	262	251	104	108
265	<>						25	19		259	260	252	102	106
349	||						5078	5077	5078			378
374	||						5077	5078	5078			379
375	||						5078	5078	5078			383
352						true	28	28		352	3315	68	101	105
353							28				3316	1319	101	105
3315	<>						28	28		3315	352	3308	102	106
3316	<>						28				353	3309	102	106
5068					true	true	5069	5069		5068	5072	5084	101	105
5072	<>						5069	5069		5072	5068	5085	102	106
5073	<						5069	5069		5074	5076	5034	103	107
5074	>						5069	5069		5073	5075	5035	104	108
5075	<=						5069	5069		5076	5074	5036	336	386
5076	>=						5069	5069		5075	5073	5037	337	398
385						true	29	29		385		69	101	105
387					true	true	27	27		387	402	1292	101	105
402	<>						27	27		402	387	1265	102	106
2799	<						27	27		2800	2802	2791	103	107
2800	>						27	27		2799	2801	2790	104	108
2801	<=						27	27		2802	2800	2793	336	386
2802	>=						27	27		2801	2799	2792	337	398
410					true	true	20	20		410	411	467	101	105
411	<>						20	20		411	410	468	102	106
412	<						20	20		413	415	469	103	107
413	>						20	20		412	414	470	104	108
414	<=						20	20		415	413	471	336	386
415	>=						20	20		414	412	472	337	398
416					true	true	20			15	417	474	101	105
417	<>						20			36	416	475	102	106
418	<						20			76	430	476	103	107
419	>						20			37	420	477	104	108
420	<=						20			82	419	478	336	386
430	>=						20			80	418	479	337	398
439	%						20	20	20			945
473	@			l				20	20			1230
484	-			l				20	20			462
485	<<						604	604				341	1300	1301
486	&<						604	604				342	1300	1301
487	&>						604	604				343	1300	1301
488	>>						604	604				344	1300	1301
489	<@						604	604		490		345	1302	1303
490	@>						604	604		489		340	1302	1303
491	~=						604	604		491		339	101	105
492	&&						604	604		492		346	139	140
493	<<						603	603				188	1300	1301
494	&<						603	603				189	1300	1301
495	&>						603	603				190	1300	1301
496	>>						603	603				191	1300	1301
497	<@						603	603		498		192	1302	1303
498	@>						603	603		497		187	1302	1303
499	~=						603	603		499		186	101	105
500	&&						603	603		500			139	140
501	>=						603	603		505	504	126	139	140
502	>						603	603		504	505	127	139	140
503							603	603		503		128	101	105
504	<						603	603		502	501	129	139	140
505	<=						603	603		501	502	130	139	140
506	>^						600	600				131	1300	1301
507	<<						600	600				132	1300	1301
508	>>						600	600				133	1300	1301
509	<^						600	600				134	1300	1301
510	~=						600	600		510	713	135	101	105
511	<@						600	603		433		136	1302	1303
433	@>						603	600		511		193	1302	1303
512	<@						600	602		755		137
513	@@			l				603	600			138
514	*						23		23	514		141
517	<->						600	600	701	517		991
518	<>						23			518	96	144	102	106
519	<>						21	21		519	94	145	102	106
520	>						21	21		95	522	146	104	108
521	>						23			97	523	147	104	108
522	<=						21	21		524	520	148	336	386
523	<=						23			525	521	149	336	386
524	>=						21	21		522	95	151	337	398
525	>=						23			523	97	150	337	398
526	*						21	21	21	526		152
527	/						21	21	21			153
528	/						23		23			154
529	%						21	21	21			155
530	%						23		23			156
531	<>						25	25		531	98	157	102	106
532					true	true	21			533	538	158	101	105
533					true	true	23	21		532	539	159	101	105
534	<						21			537	542	160	103	107
535	<						23	21		536	543	161	103	107
536	>						21			535	540	162	104	108
537	>						23	21		534	541	163	104	108
538	<>						21			539	532	164	102	106
539	<>						23	21		538	533	165	102	106
540	<=						21			543	536	166	336	386
541	<=						23	21		542	537	167	336	386
542	>=						21			541	534	168	337	398
543	>=						23	21		540	535	169	337	398
544	*						21		23	545		170
545	*						23	21	23	544		171
546	/						21		23			172
547	/						23	21	23			173
550	+						21	21	21	550		176
551	+						23		23	551		177
552	+						21		23	553		178
553	+						23	21	23	552		179
554	-						21	21	21			180
555	-						23		23			181
556	-						21		23			182
557	-						23	21	23			183
558	-			l					23			212
559	-			l				21	21			213
584	-			l				700	700			206
585	-			l				701	701			220
586	+						700	700	700	586		204
587	-						700	700	700			205
588	/						700	700	700			203
589	*						700	700	700	589		202
590	@			l				700	700			207
591	+						701	701	701	591		218
592	-						701	701	701			219
593	/						701	701	701			217
594	*						701	701	701	594		216
595	@			l				701	701			221
596	|/			l				701	701			230
597	||/			l				701	701			231
607					true	true	26	26		607	608	184	101	105
608	<>						26	26		608	607	185	102	106
609	<						26	26		610	612	716	103	107
610	>						26	26		609	611	1638	104	108
611	<=						26	26		612	610	717	336	386
612	>=						26	26		611	609	1639	337	398
644	<>						30	30		644	649	619	102	106
645	<						30	30		646	648	677	103	107
646	>						30	30		645	647	681	104	108
647	<=						30	30		648	646	678	336	386
648	>=						30	30		647	645	680	337	398
649					true	true	30	30		649	644	679	101	105
613	<->						600	628	701	760		725
760	<->						628	600	701	613		702
614	<->						600	601	701	761		363
761	<->						601	600	701	614		380
615	<->						600	603	701	606		364
606	<->						603	600	701	615		357
616	<->						601	628	701	762		727
762	<->						628	601	701	616		704
617	<->						601	603	701	763		365
763	<->						603	601	701	617		381
618	<->						600	602	701	784		371
784	<->						602	600	701	618		421
620					true	true	700	700		620	621	287	101	105
621	<>						700	700		621	620	288	102	106
622	<						700	700		623	625	289	103	107
623	>						700	700		622	624	291	104	108
624	<=						700	700		625	623	290	336	386
625	>=						700	700		624	622	292	337	398
630	<>						18	18		630	92	70	102	106
631	<						18	18		633	634	1246	103	107
632	<=						18	18		634	633	72	336	386
633	>						18	18		631	632	73	104	108
634	>=						18	18		632	631	74	337	398
639	~						19	25			640	79	1818	1824
640	!~						19	25			639	1252	1821	1827
641	~						25	25			642	1254	1818	1824
642	!~						25	25			641	1256	1821	1827
643	<>						19	19		643	93	659	102	106
654	||						25	25	25			1258
660	<						19	19		662	663	655	103	107
661	<=						19	19		663	662	656	336	386
662	>						19	19		660	661	657	104	108
663	>=						19	19		661	660	658	337	398
664	<						25	25		666	667	740	103	107
665	<=						25	25		667	666	741	336	386
666	>						25	25		664	665	742	104	108
667	>=						25	25		665	664	743	337	398
670					true	true	701	701		670	671	293	101	105
671	<>						701	701		671	670	294	102	106
672	<						701	701		674	675	295	103	107
673	<=						701	701		675	674	296	336	386
674	>						701	701		672	673	297	104	108
675	>=						701	701		673	672	298	337	398
682	@			l				21	21			1253
684	+						20	20	20	684		463
685	-						20	20	20			464
686	*						20	20	20	686		465
687	/						20	20	20			466
688	+						20		20	692		1274
689	-						20		20			1275
690	*						20		20	694		1276
691	/						20		20			1277
692	+						23	20	20	688		1278
693	-						23	20	20			1279
694	*						23	20	20	690		1280
695	/						23	20	20			1281
818	+						20	21	20	822		837
819	-						20	21	20			838
820	*						20	21	20	824		839
821	/						20	21	20			840
822	+						21	20	20	818		841
823	-						21	20	20			942
824	*						21	20	20	820		943
825	/						21	20	20			948
706	<->						603	603	701	706		978
707	<->						602	602	701	707		370
708	<->						628	628	701	708		239
709	<->						601	601	701	709		361
712	<->						604	604	701	712		729
713	<>						600	600		713	510	988	102	106
731	+						600	600	600	731		1441
732	-						600	600	600			1442
733	*						600	600	600	733		1443
734	/						600	600	600			1444
735	+						602	602	602	735		1435
736	+						602	600	602			1436
737	-						602	600	602			1437
738	*						602	600	602			1438
739	/						602	600	602			1439
755	@>						602	600		512		1426
756	<@						600	604		757		1429	1302	1303
757	@>						604	600		756		1428	1302	1303
758	<@						600	718		759		1478	1302	1303
759	@>						718	600		758		1477	1302	1303
773	@			l					23			1251
792							602	602		792		984	101	105
793	<						602	602		794		982
794	>						602	602		793		983
795	<=						602	602		796		985
796	>=						602	602		795		986
797	#			l				602	23			1432
798	?#						602	602				973
799	@-@			l				602	701			987
800	>^						603	603				115	1300	1301
801	<^						603	603				116	1300	1301
802	?#						603	603					139	140
803	#						603	603	603			980
804	+						603	600	603			1422
805	-						603	600	603			1423
806	*						603	600	603			1424
807	/						603	600	603			1425
808	?-						600	600		808		990
809	?|						600	600		809		989
843	*						790	700	790	845		846
844	/						790	700	790			847
845	*						700	790	790	843		848
900					true		790	790		900	901	888	101	105
901	<>						790	790		901	900	889	102	106
902	<						790	790		903	905	890	103	107
903	>						790	790		902	904	892	104	108
904	<=						790	790		905	903	891	336	386
905	>=						790	790		904	902	893	337	398
906	+						790	790	790	906		894
907	-						790	790	790			895
908	*						790	701	790	916		896
909	/						790	701	790			897
3346	*						790	20	790	3349		3344
3347	/						790	20	790			3345
912	*						790		790	917		864
913	/						790		790			865
914	*						790	21	790	918		866
915	/						790	21	790			867
916	*						701	790	790	908		919
3349	*						20	790	790	3346		3399
917	*						23	790	790	912		862
918	*						21	790	790	914		863
3825	/						790	790	701			3822
965	^						701	701	701			232
966	+						1034	1033	1034			1035
967	-						1034	1033	1034			1036
968	@>						1034	1033				1037
974						true	1033	1033		974		1062	101	105
969	@@			l				601	600			225
971	@@			l				604	600			227
1054					true	true	1042	1042		1054	1057	1048	101	105
1055	~						1042	25			1056	1658	1818	1824
1056	!~						1042	25			1055	1659	1821	1827
1057	<>						1042	1042		1057	1054	1053	102	106
1058	<						1042	1042		1060	1061	1049	103	107
1059	<=						1042	1042		1061	1060	1050	336	386
1060	>						1042	1042		1058	1059	1051	104	108
1061	>=						1042	1042		1059	1058	1052	337	398
1070					true	true	2277	2277		1070	1071	744	101	105
1071	<>						2277	2277		1071	1070	390	102	106
1072	<						2277	2277		1073	1075	391	103	107
1073	>						2277	2277		1072	1074	392	104	108
1074	<=						2277	2277		1075	1073	393	336	386
1075	>=						2277	2277		1074	1072	396	337	398
1076	+						1082	1186	1114	2551		2071
1077	-						1082	1186	1114			2072
1093					true	true	1082	1082		1093	1094	1086	101	105
1094	<>						1082	1082		1094	1093	1091	102	106
1095	<						1082	1082		1097	1098	1087	103	107
1096	<=						1082	1082		1098	1097	1088	336	386
1097	>						1082	1082		1095	1096	1089	104	108
1098	>=						1082	1082		1096	1095	1090	337	398
1099	-						1082	1082	23			1140
1100	+						1082		1082	2555		1141
1101	-						1082		1082			1142
1108					true	true	1083	1083		1108	1109	1145	101	105
1109	<>						1083	1083		1109	1108	1106	102	106
1110	<						1083	1083		1112	1113	1102	103	107
1111	<=						1083	1083		1113	1112	1103	336	386
1112	>						1083	1083		1110	1111	1104	104	108
1113	>=						1083	1083		1111	1110	1105	337	398
1550					true	true	1266	1266		1550	1551	1352	101	105
1551	<>						1266	1266		1551	1550	1353	102	106
1552	<						1266	1266		1554	1555	1354	103	107
1553	<=						1266	1266		1555	1554	1355	336	386
1554	>						1266	1266		1552	1553	1357	104	108
1555	>=						1266	1266		1553	1552	1356	337	398
1116	+						700	701	701	1126		281
1117	-						700	701	701			282
1118	/						700	701	701			280
1119	*						700	701	701	1129		279
1120					true	true	700	701		1130	1121	299	101	105
1121	<>						700	701		1131	1120	300	102	106
1122	<						700	701		1133	1125	301	103	107
1123	>						700	701		1132	1124	303	104	108
1124	<=						700	701		1135	1123	302	336	386
1125	>=						700	701		1134	1122	304	337	398
1126	+						701	700	701	1116		285
1127	-						701	700	701			286
1128	/						701	700	701			284
1129	*						701	700	701	1119		283
1130					true	true	701	700		1120	1131	305	101	105
1131	<>						701	700		1121	1130	306	102	106
1132	<						701	700		1123	1135	307	103	107
1133	>						701	700		1122	1134	309	104	108
1134	<=						701	700		1125	1133	308	336	386
1135	>=						701	700		1124	1132	310	337	398
1207	~~						19	25			1208	858	1819	1825
1208	!~~						19	25			1207	859	1822	1828
1209	~~						25	25			1210	850	1819	1825
1210	!~~						25	25			1209	851	1822	1828
1211	~~						1042	25			1212	1631	1819	1825
1212	!~~						1042	25			1211	1632	1822	1828
1226	~*						19	25			1227	1240	1820	1826
1227	!~*						19	25			1226	1241	1823	1829
1228	~*						25	25			1229	1238	1820	1826
1229	!~*						25	25			1228	1239	1823	1829
1234	~*						1042	25			1235	1656	1820	1826
1235	!~*						1042	25			1234	1657	1823	1829
1320					true	true	1184	1184		1320	1321	1152	101	105
1321	<>						1184	1184		1321	1320	1153	102	106
1322	<						1184	1184		1324	1325	1154	103	107
1323	<=						1184	1184		1325	1324	1155	336	386
1324	>						1184	1184		1322	1323	1157	104	108
1325	>=						1184	1184		1323	1322	1156	337	398
1327	+						1184	1186	1184	2554		1189
1328	-						1184	1184	1186			1188
1329	-						1184	1186	1184			1190
1330					true	true	1186	1186		1330	1331	1162	101	105
1331	<>						1186	1186		1331	1330	1163	102	106
1332	<						1186	1186		1334	1335	1164	103	107
1333	<=						1186	1186		1335	1334	1165	336	386
1334	>						1186	1186		1332	1333	1167	104	108
1335	>=						1186	1186		1333	1332	1166	337	398
1336	-			l				1186	1186			1168
1337	+						1186	1186	1186	1337		1169
1338	-						1186	1186	1186			1170
1360	+						1082	1083	1114	1363		1272
1361	+						1082	1266	1184	1366		1297
1363	+						1083	1082	1114	1360		1296
1366	+						1266	1082	1184	1361		1298
1399	-						1083	1083	1186			1690
1420	@@			l				718	600			1472
1500							718	718		1500	1501	1462	101	105
1501	<>						718	718		1501	1500	1463	102	106
1502	<						718	718		1503	1505	1464	139	140
1503	>						718	718		1502	1504	1465	139	140
1504	<=						718	718		1505	1503	1466	139	140
1505	>=						718	718		1504	1502	1467	139	140
1506	<<						718	718				1454	1300	1301
1507	&<						718	718				1455	1300	1301
1508	&>						718	718				1456	1300	1301
1509	>>						718	718				1457	1300	1301
1510	<@						718	718		1511		1458	1302	1303
1511	@>						718	718		1510		1453	1302	1303
1512	~=						718	718		1512		1452	101	105
1513	&&						718	718		1513		1459	139	140
1514	|>>						718	718				1461	1300	1301
1515	<<|						718	718				1460	1300	1301
1516	+						718	600	718			1146
1517	-						718	600	718			1147
1518	*						718	600	718			1148
1519	/						718	600	718			1149
1520	<->						718	718	701	1520		1471
1521	#			l				604	23			1445
1522	<->						600	718	701	3291		1476
3291	<->						718	600	701	1522		3290
3276	<->						600	604	701	3289		3275
3289	<->						604	600	701	3276		3292
1523	<->						718	604	701	1383		728
1383	<->						604	718	701	1523		785
1525	?#						601	601		1525		994
1526	?||						601	601		1526		995
1527	?-|						601	601		1527		996
1528	?-			l				601				998
1529	?|			l				601				997
1535							601	601		1535	1586	999	101	105
1536	#						601	601	600	1536		362
1537	?#						601	628				277
1538	?#						601	603				373
1539	?#						628	603				278
1546	<@						600	628				959
1547	<@						600	601				369
1548	<@						601	628				960
1549	<@						601	603				372
1557	##						600	628	600			961
1558	##						600	601	600			366
1559	##						600	603	600			367
1567	##						601	603	600			368
1577	##						628	601	600			1488
1578	##						601	601	600			1489
1583	*						1186	701	1186	1584		1618
1584	*						701	1186	1186	1583		1624
1585	/						1186	701	1186			1326
1586	<>						601	601		1586	1535	1482	102	106
1587	<						601	601		1589	1590	1483
1588	<=						601	601		1590	1589	1484
1589	>						601	601		1587	1588	1485
1590	>=						601	601		1588	1587	1486
1591	@-@			l				601	701			1487
1611	?#						628	628		1611		1495
1612	?||						628	628		1612		1496
1613	?-|						628	628		1613		1497
1614	?-			l				628				1499
1615	?|			l				628				1498
1616							628	628		1616		1492	101	105
1617	#						628	628	600	1617		1494
4161	|>>						600	600				131	1300	1301
4162	<<|						600	600				134	1300	1301
1220					true	true	829	829		1220	1221	830	101	105
1221	<>						829	829		1221	1220	835	102	106
1222	<						829	829		1224	1225	831	103	107
1223	<=						829	829		1225	1224	832	336	386
1224	>						829	829		1222	1223	833	104	108
1225	>=						829	829		1223	1222	834	337	398
3147	~			l				829	829			3144
3148	&						829	829	829			3145
3149	|						829	829	829			3146
3362					true	true	774	774		3362	3363	4113	101	105
3363	<>						774	774		3363	3362	4118	102	106
3364	<						774	774		3366	3367	4114	103	107
3365	<=						774	774		3367	3366	4115	336	386
3366	>						774	774		3364	3365	4116	104	108
3367	>=						774	774		3365	3364	4117	337	398
3368	~			l				774	774			4120
3369	&						774	774	774			4121
3370	|						774	774	774			4122
1201					true	true	869	869		1201	1202	920	101	105
1202	<>						869	869		1202	1201	925	102	106
1203	<						869	869		1205	1206	921	103	107
1204	<=						869	869		1206	1205	922	336	386
1205	>						869	869		1203	1204	923	104	108
1206	>=						869	869		1204	1203	924	337	398
931	<<						869	869		933		927	3560	3561
932	<<=						869	869		934		928	3560	3561
933	>>						869	869		931		929	3560	3561
934	>>=						869	869		932		930	3560	3561
3552	&&						869	869		3552		3551	3560	3561
2634	~			l				869	869			2627
2635	&						869	869	869			2628
2636	|						869	869	869			2629
2637	+						869	20	869	2638		2630
2638	+						20	869	869	2637		2631
2639	-						869	20	869			2632
2640	-						869	869	20			2633
1625	~~*						19	25			1626	1635	1814	1816
1626	!~~*						19	25			1625	1636	1815	1817
1627	~~*						25	25			1628	1633	1814	1816
1628	!~~*						25	25			1627	1634	1815	1817
1629	~~*						1042	25			1630	1660	1814	1816
1630	!~~*						1042	25			1629	1661	1815	1817
1751	-			l				1700	1700			1771
1752					true	true	1700	1700		1752	1753	1718	101	105
1753	<>						1700	1700		1753	1752	1719	102	106
1754	<						1700	1700		1756	1757	1722	103	107
1755	<=						1700	1700		1757	1756	1723	336	386
1756	>						1700	1700		1754	1755	1720	104	108
1757	>=						1700	1700		1755	1754	1721	337	398
1758	+						1700	1700	1700	1758		1724
1759	-						1700	1700	1700			1725
1760	*						1700	1700	1700	1760		1726
1761	/						1700	1700	1700			1727
1762	%						1700	1700	1700			1729
1038	^						1700	1700	1700			1739
1763	@			l				1700	1700			1704
1784					true		1560	1560		1784	1785	1581	101	105
1785	<>						1560	1560		1785	1784	1582	102	106
1786	<						1560	1560		1787	1789	1595	103	107
1787	>						1560	1560		1786	1788	1593	104	108
1788	<=						1560	1560		1789	1787	1594	336	386
1789	>=						1560	1560		1788	1786	1592	337	398
1791	&						1560	1560	1560	1791		1673
1792	|						1560	1560	1560	1792		1674
1793	#						1560	1560	1560	1793		1675
1794	~			l				1560	1560			1676
1795	<<						1560		1560			1677
1796	>>						1560		1560			1678
1797	||						1562	1562	1562			1679
1800	+						1083	1186	1083	1849		1747
1801	-						1083	1186	1083			1748
1802	+						1266	1186	1266	2552		1749
1803	-						1266	1186	1266			1750
1804					true		1562	1562		1804	1805	1666	101	105
1805	<>						1562	1562		1805	1804	1667	102	106
1806	<						1562	1562		1807	1809	1671	103	107
1807	>						1562	1562		1806	1808	1669	104	108
1808	<=						1562	1562		1809	1807	1670	336	386
1809	>=						1562	1562		1808	1806	1668	337	398
1849	+						1186	1083	1083	1800		1848
1862					true	true	21	20		1868	1863	1850	101	105
1863	<>						21	20		1869	1862	1851	102	106
1864	<						21	20		1871	1867	1852	103	107
1865	>						21	20		1870	1866	1853	104	108
1866	<=						21	20		1873	1865	1854	336	386
1867	>=						21	20		1872	1864	1855	337	398
1868					true	true	20	21		1862	1869	1856	101	105
1869	<>						20	21		1863	1868	1857	102	106
1870	<						20	21		1865	1873	1858	103	107
1871	>						20	21		1864	1872	1859	104	108
1872	<=						20	21		1867	1871	1860	336	386
1873	>=						20	21		1866	1870	1861	337	398
1874	&						21	21	21	1874		1892
1875	|						21	21	21	1875		1893
1876	#						21	21	21	1876		1894
1877	~			l				21	21			1895
1878	<<						21		21			1896
1879	>>						21		21			1897
1880	&						23		23	1880		1898
1881	|						23		23	1881		1899
1882	#						23		23	1882		1900
1883	~			l					23			1901
1884	<<						23		23			1902
1885	>>						23		23			1903
1886	&						20	20	20	1886		1904
1887	|						20	20	20	1887		1905
1888	#						20	20	20	1888		1906
1889	~			l				20	20			1907
1890	<<						20		20			1908
1891	>>						20		20			1909
1916	+			l				20	20			1910
1917	+			l				21	21			1911
1918	+			l					23			1912
1919	+			l				700	700			1913
1920	+			l				701	701			1914
1921	+			l				1700	1700			1915
1955					true	true	17	17		1955	1956	1948	101	105
1956	<>						17	17		1956	1955	1953	102	106
1957	<						17	17		1959	1960	1949	103	107
1958	<=						17	17		1960	1959	1950	336	386
1959	>						17	17		1957	1958	1951	104	108
1960	>=						17	17		1958	1957	1952	337	398
2016	~~						17	17			2017	2005	1819	1825
2017	!~~						17	17			2016	2006	1822	1828
2018	||						17	17	17			2011
2060					true	true	1114	1114		2060	2061	2052	101	105
2061	<>						1114	1114		2061	2060	2053	102	106
2062	<						1114	1114		2064	2065	2054	103	107
2063	<=						1114	1114		2065	2064	2055	336	386
2064	>						1114	1114		2062	2063	2057	104	108
2065	>=						1114	1114		2063	2062	2056	337	398
2066	+						1114	1186	1114	2553		2032
2067	-						1114	1114	1186			2031
2068	-						1114	1186	1114			2033
2314	~<~						25	25		2318	2317	2160	103	107
2315	~<=~						25	25		2317	2318	2161	336	386
2317	~>=~						25	25		2315	2314	2163	337	398
2318	~>~						25	25		2314	2315	2164	104	108
2326	~<~						1042	1042		2330	2329	2174	103	107
2327	~<=~						1042	1042		2329	2330	2175	336	386
2329	~>=~						1042	1042		2327	2326	2177	337	398
2330	~>~						1042	1042		2326	2327	2178	104	108
2345	<						1082	1114		2375	2348	2338	103	107
2346	<=						1082	1114		2374	2349	2339	336	386
2347					true		1082	1114		2373	2350	2340	101	105
2348	>=						1082	1114		2372	2345	2342	337	398
2349	>						1082	1114		2371	2346	2341	104	108
2350	<>						1082	1114		2376	2347	2343	102	106
2358	<						1082	1184		2388	2361	2351	103	107
2359	<=						1082	1184		2387	2362	2352	336	386
2360					true		1082	1184		2386	2363	2353	101	105
2361	>=						1082	1184		2385	2358	2355	337	398
2362	>						1082	1184		2384	2359	2354	104	108
2363	<>						1082	1184		2389	2360	2356	102	106
2371	<						1114	1082		2349	2374	2364	103	107
2372	<=						1114	1082		2348	2375	2365	336	386
2373					true		1114	1082		2347	2376	2366	101	105
2374	>=						1114	1082		2346	2371	2368	337	398
2375	>						1114	1082		2345	2372	2367	104	108
2376	<>						1114	1082		2350	2373	2369	102	106
2384	<						1184	1082		2362	2387	2377	103	107
2385	<=						1184	1082		2361	2388	2378	336	386
2386					true		1184	1082		2360	2389	2379	101	105
2387	>=						1184	1082		2359	2384	2381	337	398
2388	>						1184	1082		2358	2385	2380	104	108
2389	<>						1184	1082		2363	2386	2382	102	106
2534	<						1114	1184		2544	2537	2520	103	107
2535	<=						1114	1184		2543	2538	2521	336	386
2536					true		1114	1184		2542	2539	2522	101	105
2537	>=						1114	1184		2541	2534	2524	337	398
2538	>						1114	1184		2540	2535	2523	104	108
2539	<>						1114	1184		2545	2536	2525	102	106
2540	<						1184	1114		2538	2543	2527	103	107
2541	<=						1184	1114		2537	2544	2528	336	386
2542					true		1184	1114		2536	2545	2529	101	105
2543	>=						1184	1114		2535	2540	2531	337	398
2544	>						1184	1114		2534	2541	2530	104	108
2545	<>						1184	1114		2539	2542	2532	102	106
2551	+						1186	1082	1114	1076		2546
2552	+						1186	1266	1266	1802		2547
2553	+						1186	1114	1114	2066		2548
2554	+						1186	1184	1184	1327		2549
2555	+						23	1082	1082	1100		2550
2570	<<|						603	603				2562	1300	1301
2571	&<|						603	603				2563	1300	1301
2572	|&>						603	603				2564	1300	1301
2573	|>>						603	603				2565	1300	1301
2574	<<|						604	604				2566	1300	1301
2575	&<|						604	604				2567	1300	1301
2576	|&>						604	604				2568	1300	1301
2577	|>>						604	604				2569	1300	1301
2589	&<|						718	718				2587	1300	1301
2590	|&>						718	718				2588	1300	1301
2750	&&						2277	2277		2750		2747	3817	3818
2751	@>						2277	2277		2752		2748	3817	3818
2752	<@						2277	2277		2751		2749	3817	3818
2779	||						25	2776	25			2003
2780	||						2776	25	25			2004
2972					true	true	2950	2950		2972	2973	2956	101	105
2973	<>						2950	2950		2973	2972	2959	102	106
2974	<						2950	2950		2975	2977	2954	103	107
2975	>						2950	2950		2974	2976	2958	104	108
2976	<=						2950	2950		2977	2975	2955	336	386
2977	>=						2950	2950		2976	2974	2957	337	398
3222					true	true	3220	3220		3222	3223	3233	101	105
3223	<>						3220	3220		3223	3222	3236	102	106
3224	<						3220	3220		3225	3227	3231	103	107
3225	>						3220	3220		3224	3226	3235	104	108
3226	<=						3220	3220		3227	3225	3232	336	386
3227	>=						3220	3220		3226	3224	3234	337	398
3228	-						3220	3220	1700			3237
5025	+						3220	1700	3220	5026		5022
5026	+						1700	3220	3220	5025		5023
5027	-						3220	1700	3220			5024
3516					true	true	3500	3500		3516	3517	3508	101	105
3517	<>						3500	3500		3517	3516	3509	102	106
3518	<						3500	3500		3519	3521	3510	103	107
3519	>						3500	3500		3518	3520	3511	104	108
3520	<=						3500	3500		3521	3519	3512	336	386
3521	>=						3500	3500		3520	3518	3513	337	398
3627	<						3614	3614		3632	3631	3616	103	107
3628	<=						3614	3614		3631	3632	3617	336	386
3629					true		3614	3614		3629	3630	3618	101	105
3630	<>						3614	3614		3630	3629	3619	102	106
3631	>=						3614	3614		3628	3627	3620	337	398
3632	>						3614	3614		3627	3628	3621	104	108
3633	||						3614	3614	3614			3625
3636	@@						3614	3615		3637		3634	3686	3687
3637	@@						3615	3614		3636		3635	3686	3687
3660	@@@						3614	3615		3661		3634	3686	3687
3661	@@@						3615	3614		3660		3635	3686	3687
3674	<						3615	3615		3679	3678	3662	103	107
3675	<=						3615	3615		3678	3679	3663	336	386
3676					true		3615	3615		3676	3677	3664	101	105
3677	<>						3615	3615		3677	3676	3665	102	106
3678	>=						3615	3615		3675	3674	3666	337	398
3679	>						3615	3615		3674	3675	3667	104	108
3680	&&						3615	3615	3615			3669
3681	||						3615	3615	3615			3670
5005	<->						3615	3615	3615			5003
3682	!!			l				3615	3615			3671
3693	@>						3615	3615		3694		3691	5040	5041
3694	<@						3615	3615		3693		3692	5040	5041
3762	@@						25	25				3760	5040	5041
3763	@@						25	3615				3761	5040	5041
2988					true	true	2249	2249		2988	2989	2981	101	105
2989	<>						2249	2249		2989	2988	2982	102	106
2990	<						2249	2249		2991	2993	2983	103	107
2991	>						2249	2249		2990	2992	2984	104	108
2992	<=						2249	2249		2993	2991	2985	336	386
2993	>=						2249	2249		2992	2990	2986	337	398
3188	*=				true		2249	2249		3188	3189	3181	101	105
3189	*<>						2249	2249		3189	3188	3182	102	106
3190	*<						2249	2249		3191	3193	3183	103	107
3191	*>						2249	2249		3190	3192	3184	104	108
3192	*<=						2249	2249		3193	3191	3185	336	386
3193	*>=						2249	2249		3192	3190	3186	337	398
3882					true	true	3831	3831		3882	3883	3855	101	105
3883	<>						3831	3831		3883	3882	3856	102	106
3884	<						3831	3831		3887	3886	3871	3169	107
3885	<=						3831	3831		3886	3887	3872	3169	386
3886	>=						3831	3831		3885	3884	3873	3169	398
3887	>						3831	3831		3884	3885	3874	3169	108
3888	&&						3831	3831		3888		3857	3169	140
3889	@>						3831	2283		3891		3858	3169	1303
3890	@>						3831	3831		3892		3859	3169	1303
3891	<@						2283	3831		3889		3860	3169	1303
3892	<@						3831	3831		3890		3861	3169	1303
3893	<<						3831	3831		3894		3863	3169	107
3894	>>						3831	3831		3893		3864	3169	108
3895	&<						3831	3831				3865	3169	107
3896	&>						3831	3831				3866	3169	108
3897	-|-						3831	3831		3897		3862	5040	5041
3898	+						3831	3831	3831	3898		3867
3899	-						3831	3831	3831			3869
3900	*						3831	3831	3831	3900		3868
3962	->						114	25	114			3947
3963	->>						114	25	25			3948
3964	->						114		114			3949
3965	->>						114		25			3950
3966	#>						114	1009	114			3951
3967	#>>						114	1009	25			3953
3211	->						3802	25	3802			3478
3477	->>						3802	25	25			3214
3212	->						3802		3802			3215
3481	->>						3802		25			3216
3213	#>						3802	1009	3802			3217
3206	#>>						3802	1009	25			3940
3240					true	true	3802	3802		3240	3241	4043	101	105
3241	<>						3802	3802		3241	3240	4038	102	106
3242	<						3802	3802		3243	3245	4039	103	107
3243	>						3802	3802		3242	3244	4040	104	108
3244	<=						3802	3802		3245	3243	4041	336	386
3245	>=						3802	3802		3244	3242	4042	337	398
3246	@>						3802	3802		3250		4046	5040	5041
3247	?						3802	25				4047	5040	5041
3248	?|						3802	1009				4048	5040	5041
3249	?&						3802	1009				4049	5040	5041
3250	<@						3802	3802		3246		4050	5040	5041
3284	||						3802	3802	3802			3301
3285	-						3802	25	3802			3302
3398	-						3802	1009	3802			3343
3286	-						3802		3802			3303
3287	#-						3802	1009	3802			3304
4012	@?						3802	4072				4010	5040	5041
4013	@@						3802	4072				4011	5040	5041
2860					true	true	4537	4537		2860	2861	4244	101	105
2861	<>						4537	4537		2861	2860	4245	102	106
2862	<						4537	4537		2865	2864	4274	4243	107
2863	<=						4537	4537		2864	2865	4275	4243	386
2864	>=						4537	4537		2863	2862	4276	4243	398
2865	>						4537	4537		2862	2863	4277	4243	108
2866	&&						3831	4537		2867		4246	4243	140
2867	&&						4537	3831		2866		4247	4243	140
2868	&&						4537	4537		2868		4248	4243	140
2869	@>						4537	2283		2872		4249	4243	1303
2870	@>						4537	3831		2873		4250	4243	1303
2871	@>						4537	4537		2874		4251	4243	1303
2872	<@						2283	4537		2869		4252	4243	1303
2873	<@						3831	4537		2870		4253	4243	1303
2874	<@						4537	4537		2871		4254	4243	1303
4539	@>						3831	4537		4540		4541	4243	1303
4540	<@						4537	3831		4539		4542	4243	1303
2875	&<						3831	4537				4264	4243	107
2876	&<						4537	3831				4265	4243	107
2877	&<						4537	4537				4266	4243	107
3585	&>						3831	4537				4267	4243	108
4035	&>						4537	3831				4268	4243	108
4142	&>						4537	4537				4269	4243	108
4179	-|-						3831	4537		4180		4255	5040	5041
4180	-|-						4537	3831		4179		4257	5040	5041
4198	-|-						4537	4537		4198		4256	5040	5041
4392	+						4537	4537	4537	4392		4270
4393	-						4537	4537	4537			4271
4394	*						4537	4537	4537	4394		4272
4395	<<						3831	4537		4399		4258	4243	107
4396	<<						4537	3831		4398		4259	4243	107
4397	<<						4537	4537		4400		4260	4243	107
4398	>>						3831	4537		4396		4261	4243	108
4399	>>						4537	3831		4395		4262	4243	108
4400	>>						4537	4537		4397		4263	4243	108
=pg_cast	oid	castsource=23	casttarget=23	castfunc=0	castcontext=i	castmethod=f
10000	20	21	714	a
10001	20		480	a
10002	20	700	652
10003	20	701	482
10004	20	1700	1781
10005	21	20	754
10006	21		313
10007	21	700	236
10008	21	701	235
10009	21	1700	1782
10010		20	481
10011		21	314	a
10012		700	318
10013		701	316
10014		1700	1740
10015	700	20	653	a
10016	700	21	238	a
10017	700		319	a
10018	700	701	311
10019	700	1700	1742	a
10020	701	20	483	a
10021	701	21	237	a
10022	701		317	a
10023	701	700	312	a
10024	701	1700	1743	a
10025	1700	20	1779	a
10026	1700	21	1783	a
10027	1700		1744	a
10028	1700	700	1745
10029	1700	701	1746
10030	790	1700	3823	a
10031	1700	790	3824	a
10032		790	3811	a
10033	20	790	3812	a
10034		16	2557	e
10035	16		2558	e
10036	5069	28	5071	e
10037	20	26	1287
10038	21	26	313
10039		26			b
10040	26	20	1288	a
10041	26			a	b
10042	26	24			b
10043	24	26			b
10044	20	24	1287
10045	21	24	313
10046		24			b
10047	24	20	1288	a
10048	24			a	b
10049	24	2202			b
10050	2202	24			b
10051	26	2202			b
10052	2202	26			b
10053	20	2202	1287
10054	21	2202	313
10055		2202			b
10056	2202	20	1288	a
10057	2202			a	b
10058	26	2203			b
10059	2203	26			b
10060	20	2203	1287
10061	21	2203	313
10062		2203			b
10063	2203	20	1288	a
10064	2203			a	b
10065	2203	2204			b
10066	2204	2203			b
10067	26	2204			b
10068	2204	26			b
10069	20	2204	1287
10070	21	2204	313
10071		2204			b
10072	2204	20	1288	a
10073	2204			a	b
10074	26	2205			b
10075	2205	26			b
10076	20	2205	1287
10077	21	2205	313
10078		2205			b
10079	2205	20	1288	a
10080	2205			a	b
10081	26	4191			b
10082	4191	26			b
10083	20	4191	1287
10084	21	4191	313
10085		4191			b
10086	4191	20	1288	a
10087	4191			a	b
10088	26	2206			b
10089	2206	26			b
10090	20	2206	1287
10091	21	2206	313
10092		2206			b
10093	2206	20	1288	a
10094	2206			a	b
10095	26	3734			b
10096	3734	26			b
10097	20	3734	1287
10098	21	3734	313
10099		3734			b
10100	3734	20	1288	a
10101	3734			a	b
10102	26	3769			b
10103	3769	26			b
10104	20	3769	1287
10105	21	3769	313
10106		3769			b
10107	3769	20	1288	a
10108	3769			a	b
10109	25	2205	1079
10110	1043	2205	1079
10111	26	4096			b
10112	4096	26			b
10113	20	4096	1287
10114	21	4096	313
10115		4096			b
10116	4096	20	1288	a
10117	4096			a	b
10118	26	4089			b
10119	4089	26			b
10120	20	4089	1287
10121	21	4089	313
10122		4089			b
10123	4089	20	1288	a
10124	4089			a	b
10125	25	1042			b
10126	25	1043			b
10127	1042	25	401
10128	1042	1043	401
10129	1043	25			b
10130	1043	1042			b
10131	18	25	946
10132	18	1042	860	a
10133	18	1043	946	a
10134	19	25	406
10135	19	1042	408	a
10136	19	1043	1401	a
10137	25	18	944	a
10138	1042	18	944	a
10139	1043	18	944	a
10140	25	19	407
10141	1042	19	409
10142	1043	19	1400
10143	18		77	e
10144		18	78	e
10145	194	25			b
10146	3361	17			b
10147	3361	25			i
10148	3402	17			b
10149	3402	25			i
10150	5017	17			b
10151	5017	25			i
10152	1082	1114	2024
10153	1082	1184	1174
10154	1083	1186	1370
10155	1083	1266	2047
10156	1114	1082	2029	a
10157	1114	1083	1316	a
10158	1114	1184	2028
10159	1184	1082	1178	a
10160	1184	1083	2019	a
10161	1184	1114	2027	a
10162	1184	1266	1388	a
10163	1186	1083	1419	a
10164	1266	1083	2046	a
10165	600	603	4091	a
10166	601	600	1532	e
10167	602	604	1449	a
10168	603	600	1534	e
10169	603	601	1541	e
10170	603	604	1448	a
10171	603	718	1479	e
10172	604	600	1540	e
10173	604	602	1447	a
10174	604	603	1446	e
10175	604	718	1474	e
10176	718	600	1416	e
10177	718	603	1480	e
10178	718	604	1544	e
10179	829	774	4123
10180	774	829	4124
10181	650	869			b
10182	869	650	1715	a
10183	1560	1562			b
10184	1562	1560			b
10185	20	1560	2075	e
10186		1560	1683	e
10187	1560	20	2076	e
10188	1560		1684	e
10189	650	25	730	a
10190	869	25	730	a
10191	16	25	2971	a
10192	142	25		a	b
10193	25	142	2896	e
10194	650	1043	730	a
10195	869	1043	730	a
10196	16	1043	2971	a
10197	142	1043		a	b
10198	1043	142	2896	e
10199	650	1042	730	a
10200	869	1042	730	a
10201	16	1042	2971	a
10202	142	1042		a	b
10203	1042	142	2896	e
10204	1042	1042	668
10205	1043	1043	669
10206	1083	1083	1968
10207	1114	1114	1961
10208	1184	1184	1967
10209	1186	1186	1200
10210	1266	1266	1969
10211	1560	1560	1685
10212	1562	1562	1687
10213	1700	1700	1703
10214	114	3802		a	i
10215	3802	114		a	i
10216	3802	16	3556	e
10217	3802	1700	3449	e
10218	3802	21	3450	e
10219	3802		3451	e
10220	3802	20	3452	e
10221	3802	700	3453	e
10222	3802	701	2580	e
10223	3904	4451	4281	e
10224	3926	4536	4296	e
10225	3906	4532	4284	e
10226	3912	4535	4293	e
10227	3908	4533	4287	e
10228	3910	4534	4290	e
=pg_am	oid	amname	amhandler	amtype=i
2	heap	3	t
403	btree	330
405	hash	331
783	gist	332
2742	gin	333
4000	spgist	334
3580	brin	335
=pg_opclass	oid	opcmethod=3580	opcname=inet_ops	opcnamespace=11	opcowner=10	opcfamily=434	opcintype=25	opcdefault=true	opckeytype=0
10000	403	array_ops			397	2277
10001	405	array_ops			627	2277
10002	403	bit_ops			423	1560
10003	403	bool_ops			424	16
10004	403	bpchar_ops			426	1042
10005	405	bpchar_ops			427	1042
10006	403	bytea_ops			428	17
10007	403	char_ops			429	18
10008	405	char_ops			431	18
10009	403	cidr_ops			1974	869	false
10010	405	cidr_ops			1975	869	false
3122	403	date_ops				1082
10011	405	date_ops			435	1082
10012	403	float4_ops			1970	700
10013	405	float4_ops			1971	700
3123	403	float8_ops			1970	701
10014	405	float8_ops			1971	701
10015	403				1974	869
10016	405				1975	869
10017	783				3550	869	false
10018	4000				3794	869
1979	403	int2_ops			1976	21
10019	405	int2_ops			1977	21
1978	403	int4_ops			1976	23
10020	405	int4_ops			1977	23
3124	403	int8_ops			1976	20
10021	405	int8_ops			1977	20
10022	403	interval_ops			1982	1186
10023	405	interval_ops			1983	1186
10024	403	macaddr_ops			1984	829
10025	405	macaddr_ops			1985	829
10026	403	macaddr8_ops			3371	774
10027	405	macaddr8_ops			3372	774
10028	403	name_ops			1994	19		2275
10029	405	name_ops			1995	19
3125	403	numeric_ops			1988	1700
10030	405	numeric_ops			1998	1700
1981	403	oid_ops			1989	26
10031	405	oid_ops			1990	26
10032	403	oidvector_ops			1991	30
10033	405	oidvector_ops			1992	30
10034	403	record_ops			2994	2249
10035	405	record_ops			6194	2249
10036	403	record_image_ops			3194	2249	false
3126	403	text_ops			1994
10037	405	text_ops			1995
10038	403	time_ops			1996	1083
10039	405	time_ops			1997	1083
3127	403	timestamptz_ops				1184
10040	405	timestamptz_ops			1999	1184
10041	403	timetz_ops			2000	1266
10042	405	timetz_ops			2001	1266
10043	403	varbit_ops			2002	1562
10044	403	varchar_ops			1994		false
10045	405	varchar_ops			1995		false
3128	403	timestamp_ops				1114
10046	405	timestamp_ops			2040	1114
4217	403	text_pattern_ops			2095		false
4218	403	varchar_pattern_ops			2095		false
4219	403	bpchar_pattern_ops			2097	1042	false
10047	403	money_ops			2099	790
10048	405	bool_ops			2222	16
10049	405	bytea_ops			2223	17
10050	403	tid_ops			2789	27
10051	405	xid_ops			2225	28
10052	405	xid8_ops			5032	5069
10053	403	xid8_ops			5067	5069
10054	405	cid_ops			2226	29
10055	405	tid_ops			2227	27
10056	405	text_pattern_ops			2229		false
10057	405	varchar_pattern_ops			2229		false
10058	405	bpchar_pattern_ops			2231	1042	false
10059	405	aclitem_ops			2235	1033
10060	783	box_ops			2593	603
10061	783	point_ops			1029	600		603
10062	783	poly_ops			2594	604		603
10063	783	circle_ops			2595	718		603
10064	2742	array_ops			2745	2277		2283
10065	403	uuid_ops			2968	2950
10066	405	uuid_ops			2969	2950
10067	403	pg_lsn_ops			3253	3220
10068	405	pg_lsn_ops			3254	3220
10069	403	enum_ops			3522	3500
10070	405	enum_ops			3523	3500
10071	403	tsvector_ops			3626	3614
10072	783	tsvector_ops			3655	3614		3642
10073	2742	tsvector_ops			3659	3614		25
10074	403	tsquery_ops			3683	3615
10075	783	tsquery_ops			3702	3615		20
10076	403	range_ops			3901	3831
10077	405	range_ops			3903	3831
10078	783	range_ops			3919	3831
10079	4000	range_ops			3474	3831
10080	403	multirange_ops			4199	4537
10081	405	multirange_ops			4225	4537
10082	783	multirange_ops			6158	4537		3831
10083	4000	box_ops			5000	603
10084	4000	quad_point_ops			4015	600
10085	4000	kd_point_ops			4016	600	false
10086	4000	text_ops			4017
10087	4000	poly_ops			5008	604		603
10088	403	jsonb_ops			4033	3802
10089	405	jsonb_ops			4034	3802
10090	2742	jsonb_ops			4036	3802		25
10091	2742	jsonb_path_ops			4037	3802	false	23
10092		bytea_minmax_ops			4064	17		17
10093		bytea_bloom_ops			4578	17	false	17
10094		char_minmax_ops			4062	18		18
10095		char_bloom_ops			4577	18	false	18
10096		name_minmax_ops			4065	19		19
10097		name_bloom_ops			4579	19	false	19
10098		int8_minmax_ops			4054	20		20
10099		int8_minmax_multi_ops			4602	20	false	20
10100		int8_bloom_ops			4572	20	false	20
10101		int2_minmax_ops			4054	21		21
10102		int2_minmax_multi_ops			4602	21	false	21
10103		int2_bloom_ops			4572	21	false	21
10104		int4_minmax_ops			4054	23		23
10105		int4_minmax_multi_ops			4602	23	false	23
10106		int4_bloom_ops			4572	23	false	23
10107		text_minmax_ops			4056			25
10108		text_bloom_ops			4573		false	25
10109		oid_minmax_ops			4068	26		26
10110		oid_minmax_multi_ops			4606	26	false	26
10111		oid_bloom_ops			4580	26	false	26
10112		tid_minmax_ops			4069	27		27
10113		tid_bloom_ops			4581	27	false	27
10114		tid_minmax_multi_ops			4607	27	false	27
10115		float4_minmax_ops			4070	700		700
10116		float4_minmax_multi_ops			4608	700	false	700
10117		float4_bloom_ops			4582	700	false	700
10118		float8_minmax_ops			4070	701		701
10119		float8_minmax_multi_ops			4608	701	false	701
10120		float8_bloom_ops			4582	701	false	701
10121		macaddr_minmax_ops			4074	829		829
10122		macaddr_minmax_multi_ops			4609	829	false	829
10123		macaddr_bloom_ops			4583	829	false	829
10124		macaddr8_minmax_ops			4109	774		774
10125		macaddr8_minmax_multi_ops			4610	774	false	774
10126		macaddr8_bloom_ops			4584	774	false	774
10127		inet_minmax_ops			4075	869	false	869
10128		inet_minmax_multi_ops			4611	869	false	869
10129		inet_bloom_ops			4585	869	false	869
10130		inet_inclusion_ops			4102	869		869
10131		bpchar_minmax_ops			4076	1042		1042
10132		bpchar_bloom_ops			4586	1042	false	1042
10133		time_minmax_ops			4077	1083		1083
10134		time_minmax_multi_ops			4612	1083	false	1083
10135		time_bloom_ops			4587	1083	false	1083
10136		date_minmax_ops			4059	1082		1082
10137		date_minmax_multi_ops			4605	1082	false	1082
10138		date_bloom_ops			4576	1082	false	1082
10139		timestamp_minmax_ops			4059	1114		1114
10140		timestamp_minmax_multi_ops			4605	1114	false	1114
10141		timestamp_bloom_ops			4576	1114	false	1114
10142		timestamptz_minmax_ops			4059	1184		1184
10143		timestamptz_minmax_multi_ops			4605	1184	false	1184
10144		timestamptz_bloom_ops			4576	1184	false	1184
10145		interval_minmax_ops			4078	1186		1186
10146		interval_minmax_multi_ops			4613	1186	false	1186
10147		interval_bloom_ops			4588	1186	false	1186
10148		timetz_minmax_ops			4058	1266		1266
10149		timetz_minmax_multi_ops			4604	1266	false	1266
10150		timetz_bloom_ops			4575	1266	false	1266
10151		bit_minmax_ops			4079	1560		1560
10152		varbit_minmax_ops			4080	1562		1562
10153		numeric_minmax_ops			4055	1700		1700
10154		numeric_minmax_multi_ops			4603	1700	false	1700
10155		numeric_bloom_ops			4574	1700	false	1700
10156		uuid_minmax_ops			4081	2950		2950
10157		uuid_minmax_multi_ops			4614	2950	false	2950
10158		uuid_bloom_ops			4589	2950	false	2950
10159		range_inclusion_ops			4103	3831		3831
10160		pg_lsn_minmax_ops			4082	3220		3220
10161		pg_lsn_minmax_multi_ops			4615	3220	false	3220
10162		pg_lsn_bloom_ops			4590	3220	false	3220
10163		box_inclusion_ops			4104	603		603
=pg_opfamily	oid	opfmethod=3580	opfname=network_ops	opfnamespace=11	opfowner=10
397	403	array_ops
627	405	array_ops
423	403	bit_ops
424	403	bool_ops
426	403	bpchar_ops
427	405	bpchar_ops
428	403	bytea_ops
429	403	char_ops
431	405	char_ops
434	403	datetime_ops
435	405	date_ops
1970	403	float_ops
1971	405	float_ops
1974	403
1975	405
3550	783
3794	4000
1976	403	integer_ops
1977	405	integer_ops
1982	403	interval_ops
1983	405	interval_ops
1984	403	macaddr_ops
1985	405	macaddr_ops
3371	403	macaddr8_ops
3372	405	macaddr8_ops
1988	403	numeric_ops
1998	405	numeric_ops
1989	403	oid_ops
1990	405	oid_ops
1991	403	oidvector_ops
1992	405	oidvector_ops
2994	403	record_ops
6194	405	record_ops
3194	403	record_image_ops
1994	403	text_ops
1995	405	text_ops
1996	403	time_ops
1997	405	time_ops
1999	405	timestamptz_ops
2000	403	timetz_ops
2001	405	timetz_ops
2002	403	varbit_ops
2040	405	timestamp_ops
2095	403	text_pattern_ops
2097	403	bpchar_pattern_ops
2099	403	money_ops
2222	405	bool_ops
2223	405	bytea_ops
2789	403	tid_ops
2225	405	xid_ops
5032	405	xid8_ops
5067	403	xid8_ops
2226	405	cid_ops
2227	405	tid_ops
2229	405	text_pattern_ops
2231	405	bpchar_pattern_ops
2235	405	aclitem_ops
2593	783	box_ops
2594	783	poly_ops
2595	783	circle_ops
1029	783	point_ops
2745	2742	array_ops
2968	403	uuid_ops
2969	405	uuid_ops
3253	403	pg_lsn_ops
3254	405	pg_lsn_ops
3522	403	enum_ops
3523	405	enum_ops
3626	403	tsvector_ops
3655	783	tsvector_ops
3659	2742	tsvector_ops
3683	403	tsquery_ops
3702	783	tsquery_ops
3901	403	range_ops
3903	405	range_ops
3919	783	range_ops
3474	4000	range_ops
4015	4000	quad_point_ops
4016	4000	kd_point_ops
4017	4000	text_ops
4033	403	jsonb_ops
4034	405	jsonb_ops
4036	2742	jsonb_ops
4037	2742	jsonb_path_ops
4054		integer_minmax_ops
4602		integer_minmax_multi_ops
4572		integer_bloom_ops
4055		numeric_minmax_ops
4603		numeric_minmax_multi_ops
4056		text_minmax_ops
4573		text_bloom_ops
4574		numeric_bloom_ops
4058		timetz_minmax_ops
4604		timetz_minmax_multi_ops
4575		timetz_bloom_ops
4059		datetime_minmax_ops
4605		datetime_minmax_multi_ops
4576		datetime_bloom_ops
4062		char_minmax_ops
4577		char_bloom_ops
4064		bytea_minmax_ops
4578		bytea_bloom_ops
4065		name_minmax_ops
4579		name_bloom_ops
4068		oid_minmax_ops
4606		oid_minmax_multi_ops
4580		oid_bloom_ops
4069		tid_minmax_ops
4581		tid_bloom_ops
4607		tid_minmax_multi_ops
4070		float_minmax_ops
4608		float_minmax_multi_ops
4582		float_bloom_ops
4074		macaddr_minmax_ops
4609		macaddr_minmax_multi_ops
4583		macaddr_bloom_ops
4109		macaddr8_minmax_ops
4610		macaddr8_minmax_multi_ops
4584		macaddr8_bloom_ops
4075		network_minmax_ops
4611		network_minmax_multi_ops
4102		network_inclusion_ops
4585		network_bloom_ops
4076		bpchar_minmax_ops
4586		bpchar_bloom_ops
4077		time_minmax_ops
4612		time_minmax_multi_ops
4587		time_bloom_ops
4078		interval_minmax_ops
4613		interval_minmax_multi_ops
4588		interval_bloom_ops
4079		bit_minmax_ops
4080		varbit_minmax_ops
4081		uuid_minmax_ops
4614		uuid_minmax_multi_ops
4589		uuid_bloom_ops
4103		range_inclusion_ops
4082		pg_lsn_minmax_ops
4615		pg_lsn_minmax_multi_ops
4590		pg_lsn_bloom_ops
4104		box_inclusion_ops
5000	4000	box_ops
5008	4000	poly_ops
4199	403	multirange_ops
4225	405	multirange_ops
6158	783	multirange_ops
=pg_amop	oid	amopfamily=1976	amoplefttype=21	amoprighttype=21	amopstrategy=1	amoppurpose=s	amopopr=1201	amopmethod=3580	amopsortfamily=0
10000						95	403
10001				2		522	403
10002				3		94	403
10003				4		524	403
10004				5		520	403
10005			23			534	403
10006			23	2		540	403
10007			23	3		532	403
10008			23	4		542	403
10009			23	5		536	403
10010			20			1864	403
10011			20	2		1866	403
10012			20	3		1862	403
10013			20	4		1867	403
10014			20	5		1865	403
10015		23	23			97	403
10016		23	23	2		523	403
10017		23	23	3		96	403
10018		23	23	4		525	403
10019		23	23	5		521	403
10020		23				535	403
10021		23		2		541	403
10022		23		3		533	403
10023		23		4		543	403
10024		23		5		537	403
10025		23	20			37	403
10026		23	20	2		80	403
10027		23	20	3		15	403
10028		23	20	4		82	403
10029		23	20	5		76	403
10030		20	20			412	403
10031		20	20	2		414	403
10032		20	20	3		410	403
10033		20	20	4		415	403
10034		20	20	5		413	403
10035		20				1870	403
10036		20		2		1872	403
10037		20		3		1868	403
10038		20		4		1873	403
10039		20		5		1871	403
10040		20	23			418	403
10041		20	23	2		420	403
10042		20	23	3		416	403
10043		20	23	4		430	403
10044		20	23	5		419	403
10045	1989	26	26			609	403
10046	1989	26	26	2		611	403
10047	1989	26	26	3		607	403
10048	1989	26	26	4		612	403
10049	1989	26	26	5		610	403
10050	5067	5069	5069			5073	403
10051	5067	5069	5069	2		5075	403
10052	5067	5069	5069	3		5068	403
10053	5067	5069	5069	4		5076	403
10054	5067	5069	5069	5		5074	403
10055	2789	27	27			2799	403
10056	2789	27	27	2		2801	403
10057	2789	27	27	3		387	403
10058	2789	27	27	4		2802	403
10059	2789	27	27	5		2800	403
10060	1991	30	30			645	403
10061	1991	30	30	2		647	403
10062	1991	30	30	3		649	403
10063	1991	30	30	4		648	403
10064	1991	30	30	5		646	403
10065	1970	700	700			622	403
10066	1970	700	700	2		624	403
10067	1970	700	700	3		620	403
10068	1970	700	700	4		625	403
10069	1970	700	700	5		623	403
10070	1970	700	701			1122	403
10071	1970	700	701	2		1124	403
10072	1970	700	701	3		1120	403
10073	1970	700	701	4		1125	403
10074	1970	700	701	5		1123	403
10075	1970	701	701			672	403
10076	1970	701	701	2		673	403
10077	1970	701	701	3		670	403
10078	1970	701	701	4		675	403
10079	1970	701	701	5		674	403
10080	1970	701	700			1132	403
10081	1970	701	700	2		1134	403
10082	1970	701	700	3		1130	403
10083	1970	701	700	4		1135	403
10084	1970	701	700	5		1133	403
10085	429	18	18			631	403
10086	429	18	18	2		632	403
10087	429	18	18	3		92	403
10088	429	18	18	4		634	403
10089	429	18	18	5		633	403
10090	1994	25	25			664	403
10091	1994	25	25	2		665	403
10092	1994	25	25	3		98	403
10093	1994	25	25	4		667	403
10094	1994	25	25	5		666	403
10095	1994	19	19			660	403
10096	1994	19	19	2		661	403
10097	1994	19	19	3		93	403
10098	1994	19	19	4		663	403
10099	1994	19	19	5		662	403
10100	1994	19	25			255	403
10101	1994	19	25	2		256	403
10102	1994	19	25	3		254	403
10103	1994	19	25	4		257	403
10104	1994	19	25	5		258	403
10105	1994	25	19			261	403
10106	1994	25	19	2		262	403
10107	1994	25	19	3		260	403
10108	1994	25	19	4		263	403
10109	1994	25	19	5		264	403
10110	426	1042	1042			1058	403
10111	426	1042	1042	2		1059	403
10112	426	1042	1042	3		1054	403
10113	426	1042	1042	4		1061	403
10114	426	1042	1042	5		1060	403
10115	428	17	17			1957	403
10116	428	17	17	2		1958	403
10117	428	17	17	3		1955	403
10118	428	17	17	4		1960	403
10119	428	17	17	5		1959	403
10120	434	1082	1082			1095	403
10121	434	1082	1082	2		1096	403
10122	434	1082	1082	3		1093	403
10123	434	1082	1082	4		1098	403
10124	434	1082	1082	5		1097	403
10125	434	1082	1114			2345	403
10126	434	1082	1114	2		2346	403
10127	434	1082	1114	3		2347	403
10128	434	1082	1114	4		2348	403
10129	434	1082	1114	5		2349	403
10130	434	1082	1184			2358	403
10131	434	1082	1184	2		2359	403
10132	434	1082	1184	3		2360	403
10133	434	1082	1184	4		2361	403
10134	434	1082	1184	5		2362	403
10135	434	1114	1114			2062	403
10136	434	1114	1114	2		2063	403
10137	434	1114	1114	3		2060	403
10138	434	1114	1114	4		2065	403
10139	434	1114	1114	5		2064	403
10140	434	1114	1082			2371	403
10141	434	1114	1082	2		2372	403
10142	434	1114	1082	3		2373	403
10143	434	1114	1082	4		2374	403
10144	434	1114	1082	5		2375	403
10145	434	1114	1184			2534	403
10146	434	1114	1184	2		2535	403
10147	434	1114	1184	3		2536	403
10148	434	1114	1184	4		2537	403
10149	434	1114	1184	5		2538	403
10150	434	1184	1184			1322	403
10151	434	1184	1184	2		1323	403
10152	434	1184	1184	3		1320	403
10153	434	1184	1184	4		1325	403
10154	434	1184	1184	5		1324	403
10155	434	1184	1082			2384	403
10156	434	1184	1082	2		2385	403
10157	434	1184	1082	3		2386	403
10158	434	1184	1082	4		2387	403
10159	434	1184	1082	5		2388	403
10160	434	1184	1114			2540	403
10161	434	1184	1114	2		2541	403
10162	434	1184	1114	3		2542	403
10163	434	1184	1114	4		2543	403
10164	434	1184	1114	5		2544	403
10165	1996	1083	1083			1110	403
10166	1996	1083	1083	2		1111	403
10167	1996	1083	1083	3		1108	403
10168	1996	1083	1083	4		1113	403
10169	1996	1083	1083	5		1112	403
10170	2000	1266	1266			1552	403
10171	2000	1266	1266	2		1553	403
10172	2000	1266	1266	3		1550	403
10173	2000	1266	1266	4		1555	403
10174	2000	1266	1266	5		1554	403
10175	1982	1186	1186			1332	403
10176	1982	1186	1186	2		1333	403
10177	1982	1186	1186	3		1330	403
10178	1982	1186	1186	4		1335	403
10179	1982	1186	1186	5		1334	403
10180	1984	829	829			1222	403
10181	1984	829	829	2		1223	403
10182	1984	829	829	3		1220	403
10183	1984	829	829	4		1225	403
10184	1984	829	829	5		1224	403
10185	3371	774	774			3364	403
10186	3371	774	774	2		3365	403
10187	3371	774	774	3		3362	403
10188	3371	774	774	4		3367	403
10189	3371	774	774	5		3366	403
10190	1974	869	869			1203	403
10191	1974	869	869	2		1204	403
10192	1974	869	869	3			403
10193	1974	869	869	4		1206	403
10194	1974	869	869	5		1205	403
10195	1988	1700	1700			1754	403
10196	1988	1700	1700	2		1755	403
10197	1988	1700	1700	3		1752	403
10198	1988	1700	1700	4		1757	403
10199	1988	1700	1700	5		1756	403
10200	424	16	16			58	403
10201	424	16	16	2		1694	403
10202	424	16	16	3		91	403
10203	424	16	16	4		1695	403
10204	424	16	16	5		59	403
10205	423	1560	1560			1786	403
10206	423	1560	1560	2		1788	403
10207	423	1560	1560	3		1784	403
10208	423	1560	1560	4		1789	403
10209	423	1560	1560	5		1787	403
10210	2002	1562	1562			1806	403
10211	2002	1562	1562	2		1808	403
10212	2002	1562	1562	3		1804	403
10213	2002	1562	1562	4		1809	403
10214	2002	1562	1562	5		1807	403
10215	2095	25	25			2314	403
10216	2095	25	25	2		2315	403
10217	2095	25	25	3		98	403
10218	2095	25	25	4		2317	403
10219	2095	25	25	5		2318	403
10220	2097	1042	1042			2326	403
10221	2097	1042	1042	2		2327	403
10222	2097	1042	1042	3		1054	403
10223	2097	1042	1042	4		2329	403
10224	2097	1042	1042	5		2330	403
10225	2099	790	790			902	403
10226	2099	790	790	2		904	403
10227	2099	790	790	3		900	403
10228	2099	790	790	4		905	403
10229	2099	790	790	5		903	403
10230	397	2277	2277			1072	403
10231	397	2277	2277	2		1074	403
10232	397	2277	2277	3		1070	403
10233	397	2277	2277	4		1075	403
10234	397	2277	2277	5		1073	403
10235	2994	2249	2249			2990	403
10236	2994	2249	2249	2		2992	403
10237	2994	2249	2249	3		2988	403
10238	2994	2249	2249	4		2993	403
10239	2994	2249	2249	5		2991	403
10240	3194	2249	2249			3190	403
10241	3194	2249	2249	2		3192	403
10242	3194	2249	2249	3		3188	403
10243	3194	2249	2249	4		3193	403
10244	3194	2249	2249	5		3191	403
10245	2968	2950	2950			2974	403
10246	2968	2950	2950	2		2976	403
10247	2968	2950	2950	3		2972	403
10248	2968	2950	2950	4		2977	403
10249	2968	2950	2950	5		2975	403
10250	3253	3220	3220			3224	403
10251	3253	3220	3220	2		3226	403
10252	3253	3220	3220	3		3222	403
10253	3253	3220	3220	4		3227	403
10254	3253	3220	3220	5		3225	403
10255	427	1042	1042			1054	405
10256	431	18	18			92	405
10257	435	1082	1082			1093	405
10258	1971	700	700			620	405
10259	1971	701	701			670	405
10260	1971	700	701			1120	405
10261	1971	701	700			1130	405
10262	1975	869	869				405
10263	1977					94	405
10264	1977	23	23			96	405
10265	1977	20	20			410	405
10266	1977		23			532	405
10267	1977		20			1862	405
10268	1977	23				533	405
10269	1977	23	20			15	405
10270	1977	20				1868	405
10271	1977	20	23			416	405
10272	1983	1186	1186			1330	405
10273	1985	829	829			1220	405
10274	3372	774	774			3362	405
10275	1990	26	26			607	405
10276	1992	30	30			649	405
10277	6194	2249	2249			2988	405
10278	1995	25	25			98	405
10279	1995	19	19			93	405
10280	1995	19	25			254	405
10281	1995	25	19			260	405
10282	1997	1083	1083			1108	405
10283	1999	1184	1184			1320	405
10284	2001	1266	1266			1550	405
10285	2040	1114	1114			2060	405
10286	2222	16	16			91	405
10287	2223	17	17			1955	405
10288	2225	28	28			352	405
10289	5032	5069	5069			5068	405
10290	2226	29	29			385	405
10291	2227	27	27			387	405
10292	2229	25	25			98	405
10293	2231	1042	1042			1054	405
10294	2235	1033	1033			974	405
10295	2969	2950	2950			2972	405
10296	3254	3220	3220			3222	405
10297	1998	1700	1700			1752	405
10298	627	2277	2277			1070	405
10299	2593	603	603			493	783
10300	2593	603	603	2		494	783
10301	2593	603	603	3		500	783
10302	2593	603	603	4		495	783
10303	2593	603	603	5		496	783
10304	2593	603	603	6		499	783
10305	2593	603	603	7		498	783
10306	2593	603	603	8		497	783
10307	2593	603	603	9		2571	783
10308	2593	603	603	10		2570	783
10309	2593	603	603	11		2573	783
10310	2593	603	603	12		2572	783
10311	2593	603	600	15	o	606	783	1970
10312	1029	600	600	11		4161	783
10313	1029	600	600	30		506	783
10314	1029	600	600			507	783
10315	1029	600	600	5		508	783
10316	1029	600	600	10		4162	783
10317	1029	600	600	29		509	783
10318	1029	600	600	6		510	783
10319	1029	600	600	15	o	517	783	1970
10320	1029	600	603	28		511	783
10321	1029	600	604	48		756	783
10322	1029	600	718	68		758	783
10323	2594	604	604			485	783
10324	2594	604	604	2		486	783
10325	2594	604	604	3		492	783
10326	2594	604	604	4		487	783
10327	2594	604	604	5		488	783
10328	2594	604	604	6		491	783
10329	2594	604	604	7		490	783
10330	2594	604	604	8		489	783
10331	2594	604	604	9		2575	783
10332	2594	604	604	10		2574	783
10333	2594	604	604	11		2577	783
10334	2594	604	604	12		2576	783
10335	2594	604	600	15	o	3289	783	1970
10336	2595	718	718			1506	783
10337	2595	718	718	2		1507	783
10338	2595	718	718	3		1513	783
10339	2595	718	718	4		1508	783
10340	2595	718	718	5		1509	783
10341	2595	718	718	6		1512	783
10342	2595	718	718	7		1511	783
10343	2595	718	718	8		1510	783
10344	2595	718	718	9		2589	783
10345	2595	718	718	10		1515	783
10346	2595	718	718	11		1514	783
10347	2595	718	718	12		2590	783
10348	2595	718	600	15	o	3291	783	1970
10349	2745	2277	2277			2750	2742
10350	2745	2277	2277	2		2751	2742
10351	2745	2277	2277	3		2752	2742
10352	2745	2277	2277	4		1070	2742
10353	3522	3500	3500			3518	403
10354	3522	3500	3500	2		3520	403
10355	3522	3500	3500	3		3516	403
10356	3522	3500	3500	4		3521	403
10357	3522	3500	3500	5		3519	403
10358	3523	3500	3500			3516	405
10359	3626	3614	3614			3627	403
10360	3626	3614	3614	2		3628	403
10361	3626	3614	3614	3		3629	403
10362	3626	3614	3614	4		3631	403
10363	3626	3614	3614	5		3632	403
10364	3655	3614	3615			3636	783
10365	3659	3614	3615			3636	2742
10366	3659	3614	3615	2		3660	2742
10367	3683	3615	3615			3674	403
10368	3683	3615	3615	2		3675	403
10369	3683	3615	3615	3		3676	403
10370	3683	3615	3615	4		3678	403
10371	3683	3615	3615	5		3679	403
10372	3702	3615	3615	7		3693	783
10373	3702	3615	3615	8		3694	783
10374	3901	3831	3831			3884	403
10375	3901	3831	3831	2		3885	403
10376	3901	3831	3831	3		3882	403
10377	3901	3831	3831	4		3886	403
10378	3901	3831	3831	5		3887	403
10379	3903	3831	3831			3882	405
10380	3919	3831	3831			3893	783
10381	3919	3831	4537			4395	783
10382	3919	3831	3831	2		3895	783
10383	3919	3831	4537	2		2875	783
10384	3919	3831	3831	3		3888	783
10385	3919	3831	4537	3		2866	783
10386	3919	3831	3831	4		3896	783
10387	3919	3831	4537	4		3585	783
10388	3919	3831	3831	5		3894	783
10389	3919	3831	4537	5		4398	783
10390	3919	3831	3831	6		3897	783
10391	3919	3831	4537	6		4179	783
10392	3919	3831	3831	7		3890	783
10393	3919	3831	4537	7		4539	783
10394	3919	3831	3831	8		3892	783
10395	3919	3831	4537	8		2873	783
10396	3919	3831	2283	16		3889	783
10397	3919	3831	3831	18		3882	783
10398	6158	4537	4537			4397	783
10399	6158	4537	3831			4396	783
10400	6158	4537	4537	2		2877	783
10401	6158	4537	3831	2		2876	783
10402	6158	4537	4537	3		2868	783
10403	6158	4537	3831	3		2867	783
10404	6158	4537	4537	4		4142	783
10405	6158	4537	3831	4		4035	783
10406	6158	4537	4537	5		4400	783
10407	6158	4537	3831	5		4399	783
10408	6158	4537	4537	6		4198	783
10409	6158	4537	3831	6		4180	783
10410	6158	4537	4537	7		2871	783
10411	6158	4537	3831	7		2870	783
10412	6158	4537	4537	8		2874	783
10413	6158	4537	3831	8		4540	783
10414	6158	4537	2283	16		2869	783
10415	6158	4537	4537	18		2860	783
10416	4199	4537	4537			2862	403
10417	4199	4537	4537	2		2863	403
10418	4199	4537	4537	3		2860	403
10419	4199	4537	4537	4		2864	403
10420	4199	4537	4537	5		2865	403
10421	4225	4537	4537			2860	405
10422	4015	600	600	11		4161	4000
10423	4015	600	600	30		506	4000
10424	4015	600	600			507	4000
10425	4015	600	600	5		508	4000
10426	4015	600	600	10		4162	4000
10427	4015	600	600	29		509	4000
10428	4015	600	600	6		510	4000
10429	4015	600	603	8		511	4000
10430	4015	600	600	15	o	517	4000	1970
10431	4016	600	600	11		4161	4000
10432	4016	600	600	30		506	4000
10433	4016	600	600			507	4000
10434	4016	600	600	5		508	4000
10435	4016	600	600	10		4162	4000
10436	4016	600	600	29		509	4000
10437	4016	600	600	6		510	4000
10438	4016	600	603	8		511	4000
10439	4016	600	600	15	o	517	4000	1970
10440	4017	25	25			2314	4000
10441	4017	25	25	2		2315	4000
10442	4017	25	25	3		98	4000
10443	4017	25	25	4		2317	4000
10444	4017	25	25	5		2318	4000
10445	4017	25	25	11		664	4000
10446	4017	25	25	12		665	4000
10447	4017	25	25	14		667	4000
10448	4017	25	25	15		666	4000
10449	4017	25	25	28		3877	4000
10450	4033	3802	3802			3242	403
10451	4033	3802	3802	2		3244	403
10452	4033	3802	3802	3		3240	403
10453	4033	3802	3802	4		3245	403
10454	4033	3802	3802	5		3243	403
10455	4034	3802	3802			3240	405
10456	4036	3802	3802	7		3246	2742
10457	4036	3802	25	9		3247	2742
10458	4036	3802	1009	10		3248	2742
10459	4036	3802	1009	11		3249	2742
10460	4036	3802	4072	15		4012	2742
10461	4036	3802	4072	16		4013	2742
10462	4037	3802	3802	7		3246	2742
10463	4037	3802	4072	15		4012	2742
10464	4037	3802	4072	16		4013	2742
10465	3474	3831	3831			3893	4000
10466	3474	3831	3831	2		3895	4000
10467	3474	3831	3831	3		3888	4000
10468	3474	3831	3831	4		3896	4000
10469	3474	3831	3831	5		3894	4000
10470	3474	3831	3831	6		3897	4000
10471	3474	3831	3831	7		3890	4000
10472	3474	3831	3831	8		3892	4000
10473	3474	3831	2283	16		3889	4000
10474	3474	3831	3831	18		3882	4000
10475	5000	603	603			493	4000
10476	5000	603	603	2		494	4000
10477	5000	603	603	3		500	4000
10478	5000	603	603	4		495	4000
10479	5000	603	603	5		496	4000
10480	5000	603	603	6		499	4000
10481	5000	603	603	7		498	4000
10482	5000	603	603	8		497	4000
10483	5000	603	603	9		2571	4000
10484	5000	603	603	10		2570	4000
10485	5000	603	603	11		2573	4000
10486	5000	603	603	12		2572	4000
10487	5000	603	600	15	o	606	4000	1970
10488	5008	604	604			485	4000
10489	5008	604	604	2		486	4000
10490	5008	604	604	3		492	4000
10491	5008	604	604	4		487	4000
10492	5008	604	604	5		488	4000
10493	5008	604	604	6		491	4000
10494	5008	604	604	7		490	4000
10495	5008	604	604	8		489	4000
10496	5008	604	604	9		2575	4000
10497	5008	604	604	10		2574	4000
10498	5008	604	604	11		2577	4000
10499	5008	604	604	12		2576	4000
10500	5008	604	600	15	o	3289	4000	1970
10501	3550	869	869	3		3552	783
10502	3550	869	869	18			783
10503	3550	869	869	19		1202	783
10504	3550	869	869	20		1203	783
10505	3550	869	869	21		1204	783
10506	3550	869	869	22		1205	783
10507	3550	869	869	23		1206	783
10508	3550	869	869	24		931	783
10509	3550	869	869	25		932	783
10510	3550	869	869	26		933	783
10511	3550	869	869	27		934	783
10512	3794	869	869	3		3552	4000
10513	3794	869	869	18			4000
10514	3794	869	869	19		1202	4000
10515	3794	869	869	20		1203	4000
10516	3794	869	869	21		1204	4000
10517	3794	869	869	22		1205	4000
10518	3794	869	869	23		1206	4000
10519	3794	869	869	24		931	4000
10520	3794	869	869	25		932	4000
10521	3794	869	869	26		933	4000
10522	3794	869	869	27		934	4000
10523	4064	17	17			1957
10524	4064	17	17	2		1958
10525	4064	17	17	3		1955
10526	4064	17	17	4		1960
10527	4064	17	17	5		1959
10528	4578	17	17			1955
10529	4062	18	18			631
10530	4062	18	18	2		632
10531	4062	18	18	3		92
10532	4062	18	18	4		634
10533	4062	18	18	5		633
10534	4577	18	18			92
10535	4065	19	19			660
10536	4065	19	19	2		661
10537	4065	19	19	3		93
10538	4065	19	19	4		663
10539	4065	19	19	5		662
10540	4579	19	19			93
10541	4054	20	20			412
10542	4054	20	20	2		414
10543	4054	20	20	3		410
10544	4054	20	20	4		415
10545	4054	20	20	5		413
10546	4054	20				1870
10547	4054	20		2		1872
10548	4054	20		3		1868
10549	4054	20		4		1873
10550	4054	20		5		1871
10551	4054	20	23			418
10552	4054	20	23	2		420
10553	4054	20	23	3		416
10554	4054	20	23	4		430
10555	4054	20	23	5		419
10556	4054					95
10557	4054			2		522
10558	4054			3		94
10559	4054			4		524
10560	4054			5		520
10561	4054		20			1864
10562	4054		20	2		1866
10563	4054		20	3		1862
10564	4054		20	4		1867
10565	4054		20	5		1865
10566	4054		23			534
10567	4054		23	2		540
10568	4054		23	3		532
10569	4054		23	4		542
10570	4054		23	5		536
10571	4054	23	23			97
10572	4054	23	23	2		523
10573	4054	23	23	3		96
10574	4054	23	23	4		525
10575	4054	23	23	5		521
10576	4054	23				535
10577	4054	23		2		541
10578	4054	23		3		533
10579	4054	23		4		543
10580	4054	23		5		537
10581	4054	23	20			37
10582	4054	23	20	2		80
10583	4054	23	20	3		15
10584	4054	23	20	4		82
10585	4054	23	20	5		76
10586	4602	20	20			412
10587	4602	20	20	2		414
10588	4602	20	20	3		410
10589	4602	20	20	4		415
10590	4602	20	20	5		413
10591	4602	20				1870
10592	4602	20		2		1872
10593	4602	20		3		1868
10594	4602	20		4		1873
10595	4602	20		5		1871
10596	4602	20	23			418
10597	4602	20	23	2		420
10598	4602	20	23	3		416
10599	4602	20	23	4		430
10600	4602	20	23	5		419
10601	4602					95
10602	4602			2		522
10603	4602			3		94
10604	4602			4		524
10605	4602			5		520
10606	4602		20			1864
10607	4602		20	2		1866
10608	4602		20	3		1862
10609	4602		20	4		1867
10610	4602		20	5		1865
10611	4602		23			534
10612	4602		23	2		540
10613	4602		23	3		532
10614	4602		23	4		542
10615	4602		23	5		536
10616	4602	23	23			97
10617	4602	23	23	2		523
10618	4602	23	23	3		96
10619	4602	23	23	4		525
10620	4602	23	23	5		521
10621	4602	23				535
10622	4602	23		2		541
10623	4602	23		3		533
10624	4602	23		4		543
10625	4602	23		5		537
10626	4602	23	20			37
10627	4602	23	20	2		80
10628	4602	23	20	3		15
10629	4602	23	20	4		82
10630	4602	23	20	5		76
10631	4572	20	20			410
10632	4572					94
10633	4572	23	23			96
10634	4056	25	25			664
10635	4056	25	25	2		665
10636	4056	25	25	3		98
10637	4056	25	25	4		667
10638	4056	25	25	5		666
10639	4573	25	25			98
10640	4068	26	26			609
10641	4068	26	26	2		611
10642	4068	26	26	3		607
10643	4068	26	26	4		612
10644	4068	26	26	5		610
10645	4606	26	26			609
10646	4606	26	26	2		611
10647	4606	26	26	3		607
10648	4606	26	26	4		612
10649	4606	26	26	5		610
10650	4580	26	26			607
10651	4069	27	27			2799
10652	4069	27	27	2		2801
10653	4069	27	27	3		387
10654	4069	27	27	4		2802
10655	4069	27	27	5		2800
10656	4581	27	27			387
10657	4607	27	27			2799
10658	4607	27	27	2		2801
10659	4607	27	27	3		387
10660	4607	27	27	4		2802
10661	4607	27	27	5		2800
10662	4070	700	700			622
10663	4070	700	700	2		624
10664	4070	700	700	3		620
10665	4070	700	700	4		625
10666	4070	700	700	5		623
10667	4070	700	701			1122
10668	4070	700	701	2		1124
10669	4070	700	701	3		1120
10670	4070	700	701	4		1125
10671	4070	700	701	5		1123
10672	4070	701	700			1132
10673	4070	701	700	2		1134
10674	4070	701	700	3		1130
10675	4070	701	700	4		1135
10676	4070	701	700	5		1133
10677	4070	701	701			672
10678	4070	701	701	2		673
10679	4070	701	701	3		670
10680	4070	701	701	4		675
10681	4070	701	701	5		674
10682	4608	700	700			622
10683	4608	700	700	2		624
10684	4608	700	700	3		620
10685	4608	700	700	4		625
10686	4608	700	700	5		623
10687	4608	700	701			1122
10688	4608	700	701	2		1124
10689	4608	700	701	3		1120
10690	4608	700	701	4		1125
10691	4608	700	701	5		1123
10692	4608	701	700			1132
10693	4608	701	700	2		1134
10694	4608	701	700	3		1130
10695	4608	701	700	4		1135
10696	4608	701	700	5		1133
10697	4608	701	701			672
10698	4608	701	701	2		673
10699	4608	701	701	3		670
10700	4608	701	701	4		675
10701	4608	701	701	5		674
10702	4582	700	700			620
10703	4582	701	701			670
10704	4074	829	829			1222
10705	4074	829	829	2		1223
10706	4074	829	829	3		1220
10707	4074	829	829	4		1225
10708	4074	829	829	5		1224
10709	4609	829	829			1222
10710	4609	829	829	2		1223
10711	4609	829	829	3		1220
10712	4609	829	829	4		1225
10713	4609	829	829	5		1224
10714	4583	829	829			1220
10715	4109	774	774			3364
10716	4109	774	774	2		3365
10717	4109	774	774	3		3362
10718	4109	774	774	4		3367
10719	4109	774	774	5		3366
10720	4610	774	774			3364
10721	4610	774	774	2		3365
10722	4610	774	774	3		3362
10723	4610	774	774	4		3367
10724	4610	774	774	5		3366
10725	4584	774	774			3362
10726	4075	869	869			1203
10727	4075	869	869	2		1204
10728	4075	869	869	3
10729	4075	869	869	4		1206
10730	4075	869	869	5		1205
10731	4611	869	869			1203
10732	4611	869	869	2		1204
10733	4611	869	869	3
10734	4611	869	869	4		1206
10735	4611	869	869	5		1205
10736	4585	869	869
10737	4102	869	869	3		3552
10738	4102	869	869	7		934
10739	4102	869	869	8		932
10740	4102	869	869	18
10741	4102	869	869	24		933
10742	4102	869	869	26		931
10743	4076	1042	1042			1058
10744	4076	1042	1042	2		1059
10745	4076	1042	1042	3		1054
10746	4076	1042	1042	4		1061
10747	4076	1042	1042	5		1060
10748	4586	1042	1042			1054
10749	4077	1083	1083			1110
10750	4077	1083	1083	2		1111
10751	4077	1083	1083	3		1108
10752	4077	1083	1083	4		1113
10753	4077	1083	1083	5		1112
10754	4612	1083	1083			1110
10755	4612	1083	1083	2		1111
10756	4612	1083	1083	3		1108
10757	4612	1083	1083	4		1113
10758	4612	1083	1083	5		1112
10759	4587	1083	1083			1108
10760	4059	1114	1114			2062
10761	4059	1114	1114	2		2063
10762	4059	1114	1114	3		2060
10763	4059	1114	1114	4		2065
10764	4059	1114	1114	5		2064
10765	4059	1114	1082			2371
10766	4059	1114	1082	2		2372
10767	4059	1114	1082	3		2373
10768	4059	1114	1082	4		2374
10769	4059	1114	1082	5		2375
10770	4059	1114	1184			2534
10771	4059	1114	1184	2		2535
10772	4059	1114	1184	3		2536
10773	4059	1114	1184	4		2537
10774	4059	1114	1184	5		2538
10775	4059	1082	1082			1095
10776	4059	1082	1082	2		1096
10777	4059	1082	1082	3		1093
10778	4059	1082	1082	4		1098
10779	4059	1082	1082	5		1097
10780	4059	1082	1114			2345
10781	4059	1082	1114	2		2346
10782	4059	1082	1114	3		2347
10783	4059	1082	1114	4		2348
10784	4059	1082	1114	5		2349
10785	4059	1082	1184			2358
10786	4059	1082	1184	2		2359
10787	4059	1082	1184	3		2360
10788	4059	1082	1184	4		2361
10789	4059	1082	1184	5		2362
10790	4059	1184	1082			2384
10791	4059	1184	1082	2		2385
10792	4059	1184	1082	3		2386
10793	4059	1184	1082	4		2387
10794	4059	1184	1082	5		2388
10795	4059	1184	1114			2540
10796	4059	1184	1114	2		2541
10797	4059	1184	1114	3		2542
10798	4059	1184	1114	4		2543
10799	4059	1184	1114	5		2544
10800	4059	1184	1184			1322
10801	4059	1184	1184	2		1323
10802	4059	1184	1184	3		1320
10803	4059	1184	1184	4		1325
10804	4059	1184	1184	5		1324
10805	4605	1114	1114			2062
10806	4605	1114	1114	2		2063
10807	4605	1114	1114	3		2060
10808	4605	1114	1114	4		2065
10809	4605	1114	1114	5		2064
10810	4605	1114	1082			2371
10811	4605	1114	1082	2		2372
10812	4605	1114	1082	3		2373
10813	4605	1114	1082	4		2374
10814	4605	1114	1082	5		2375
10815	4605	1114	1184			2534
10816	4605	1114	1184	2		2535
10817	4605	1114	1184	3		2536
10818	4605	1114	1184	4		2537
10819	4605	1114	1184	5		2538
10820	4605	1082	1082			1095
10821	4605	1082	1082	2		1096
10822	4605	1082	1082	3		1093
10823	4605	1082	1082	4		1098
10824	4605	1082	1082	5		1097
10825	4605	1082	1114			2345
10826	4605	1082	1114	2		2346
10827	4605	1082	1114	3		2347
10828	4605	1082	1114	4		2348
10829	4605	1082	1114	5		2349
10830	4605	1082	1184			2358
10831	4605	1082	1184	2		2359
10832	4605	1082	1184	3		2360
10833	4605	1082	1184	4		2361
10834	4605	1082	1184	5		2362
10835	4605	1184	1082			2384
10836	4605	1184	1082	2		2385
10837	4605	1184	1082	3		2386
10838	4605	1184	1082	4		2387
10839	4605	1184	1082	5		2388
10840	4605	1184	1114			2540
10841	4605	1184	1114	2		2541
10842	4605	1184	1114	3		2542
10843	4605	1184	1114	4		2543
10844	4605	1184	1114	5		2544
10845	4605	1184	1184			1322
10846	4605	1184	1184	2		1323
10847	4605	1184	1184	3		1320
10848	4605	1184	1184	4		1325
10849	4605	1184	1184	5		1324
10850	4576	1114	1114			2060
10851	4576	1082	1082			1093
10852	4576	1184	1184			1320
10853	4078	1186	1186			1332
10854	4078	1186	1186	2		1333
10855	4078	1186	1186	3		1330
10856	4078	1186	1186	4		1335
10857	4078	1186	1186	5		1334
10858	4613	1186	1186			1332
10859	4613	1186	1186	2		1333
10860	4613	1186	1186	3		1330
10861	4613	1186	1186	4		1335
10862	4613	1186	1186	5		1334
10863	4588	1186	1186			1330
10864	4058	1266	1266			1552
10865	4058	1266	1266	2		1553
10866	4058	1266	1266	3		1550
10867	4058	1266	1266	4		1555
10868	4058	1266	1266	5		1554
10869	4604	1266	1266			1552
10870	4604	1266	1266	2		1553
10871	4604	1266	1266	3		1550
10872	4604	1266	1266	4		1555
10873	4604	1266	1266	5		1554
10874	4575	1266	1266			1550
10875	4079	1560	1560			1786
10876	4079	1560	1560	2		1788
10877	4079	1560	1560	3		1784
10878	4079	1560	1560	4		1789
10879	4079	1560	1560	5		1787
10880	4080	1562	1562			1806
10881	4080	1562	1562	2		1808
10882	4080	1562	1562	3		1804
10883	4080	1562	1562	4		1809
10884	4080	1562	1562	5		1807
10885	4055	1700	1700			1754
10886	4055	1700	1700	2		1755
10887	4055	1700	1700	3		1752
10888	4055	1700	1700	4		1757
10889	4055	1700	1700	5		1756
10890	4603	1700	1700			1754
10891	4603	1700	1700	2		1755
10892	4603	1700	1700	3		1752
10893	4603	1700	1700	4		1757
10894	4603	1700	1700	5		1756
10895	4574	1700	1700			1752
10896	4081	2950	2950			2974
10897	4081	2950	2950	2		2976
10898	4081	2950	2950	3		2972
10899	4081	2950	2950	4		2977
10900	4081	2950	2950	5		2975
10901	4614	2950	2950			2974
10902	4614	2950	2950	2		2976
10903	4614	2950	2950	3		2972
10904	4614	2950	2950	4		2977
10905	4614	2950	2950	5		2975
10906	4589	2950	2950			2972
10907	4103	3831	3831			3893
10908	4103	3831	3831	2		3895
10909	4103	3831	3831	3		3888
10910	4103	3831	3831	4		3896
10911	4103	3831	3831	5		3894
10912	4103	3831	3831	7		3890
10913	4103	3831	3831	8		3892
10914	4103	3831	2283	16		3889
10915	4103	3831	3831	17		3897
10916	4103	3831	3831	18		3882
10917	4103	3831	3831	20		3884
10918	4103	3831	3831	21		3885
10919	4103	3831	3831	22		3887
10920	4103	3831	3831	23		3886
10921	4082	3220	3220			3224
10922	4082	3220	3220	2		3226
10923	4082	3220	3220	3		3222
10924	4082	3220	3220	4		3227
10925	4082	3220	3220	5		3225
10926	4615	3220	3220			3224
10927	4615	3220	3220	2		3226
10928	4615	3220	3220	3		3222
10929	4615	3220	3220	4		3227
10930	4615	3220	3220	5		3225
10931	4590	3220	3220			3222
10932	4104	603	603			493
10933	4104	603	603	2		494
10934	4104	603	603	3		500
10935	4104	603	603	4		495
10936	4104	603	603	5		496
10937	4104	603	603	6		499
10938	4104	603	603	7		498
10939	4104	603	603	8		497
10940	4104	603	603	9		2571
10941	4104	603	603	10		2570
10942	4104	603	603	11		2573
10943	4104	603	603	12		2572
10944	4104	603	600	7		433
=pg_amproc	oid	amprocfamily=1976	amproclefttype=869	amprocrighttype=869	amprocnum=1	amproc=5051
10000	397	2277	2277		382
10001	423	1560	1560		1596
10002	423	1560	1560	4
10003	424	16	16		1693
10004	424	16	16	4
10005	426	1042	1042		1078
10006	426	1042	1042	2	3328
10007	426	1042	1042	4	5050
10008	428	17	17		1954
10009	428	17	17	2	3331
10010	428	17	17	4
10011	429	18	18		358
10012	429	18	18	4
10013	434	1082	1082		1092
10014	434	1082	1082	2	3136
10015	434	1082	1082	4
10016	434	1082	1114		2344
10017	434	1082	1184		2357
10018	434	1114	1114		2045
10019	434	1114	1114	2	3137
10020	434	1114	1114	4
10021	434	1114	1082		2370
10022	434	1114	1184		2526
10023	434	1184	1184		1314
10024	434	1184	1184	2	3137
10025	434	1184	1184	4
10026	434	1184	1082		2383
10027	434	1184	1114		2533
10028	434	1082	1186	3	4133
10029	434	1114	1186	3	4134
10030	434	1184	1186	3	4135
10031	1970	700	700		354
10032	1970	700	700	2	3132
10033	1970	700	701		2194
10034	1970	701	701		355
10035	1970	701	701	2	3133
10036	1970	701	700		2195
10037	1970	701	701	3	4139
10038	1970	700	701	3	4140
10039	1974				926
10040	1974			2	5033
10041	1974			4
10042		21	21		350
10043		21	21	2	3129
10044		21	21	4
10045		21	23		2190
10046		21	20		2192
10047		21	20	3	4130
10048		21	23	3	4131
10049		21	21	3	4132
10050		23	23		351
10051		23	23	2	3130
10052		23	23	4
10053		23	20		2188
10054		23	21		2191
10055		23	20	3	4127
10056		23	23	3	4128
10057		23	21	3	4129
10058		20	20		842
10059		20	20	2	3131
10060		20	20	4
10061		20	23		2189
10062		20	21		2193
10063		20	20	3	4126
10064	1982	1186	1186		1315
10065	1982	1186	1186	3	4136
10066	1984	829	829		836
10067	1984	829	829	2	3359
10068	1984	829	829	4
10069	1988	1700	1700		1769
10070	1988	1700	1700	2	3283
10071	1988	1700	1700	3	4141
10072	1989	26	26		356
10073	1989	26	26	2	3134
10074	1989	26	26	4
10075	1991	30	30		404
10076	1991	30	30	4
10077	1994	25	25		360
10078	1994	25	25	2	3255
10079	1994	25	25	4	5050
10080	1994	19	19		359
10081	1994	19	19	2	3135
10082	1994	19	19	4	5050
10083	1994	19	25		246
10084	1994	25	19		253
10085	1996	1083	1083		1107
10086	1996	1083	1083	4
10087	1996	1083	1186	3	4137
10088	2000	1266	1266		1358
10089	2000	1266	1266	4
10090	2000	1266	1186	3	4138
10091	2002	1562	1562		1672
10092	2002	1562	1562	4
10093	2095	25	25		2166
10094	2095	25	25	2	3332
10095	2095	25	25	4
10096	2097	1042	1042		2180
10097	2097	1042	1042	2	3333
10098	2097	1042	1042	4
10099	2099	790	790		377
10100	2099	790	790	4
10101	2789	27	27		2794
10102	2789	27	27	4
10103	2968	2950	2950		2960
10104	2968	2950	2950	2	3300
10105	2968	2950	2950	4
10106	2994	2249	2249		2987
10107	3194	2249	2249		3187
10108	3253	3220	3220		3251
10109	3253	3220	3220	4
10110	3371	774	774		4119
10111	3371	774	774	4
10112	3522	3500	3500		3514
10113	3522	3500	3500	4
10114	3626	3614	3614		3622
10115	3683	3615	3615		3668
10116	3901	3831	3831		3870
10117	4199	4537	4537		4273
10118	4033	3802	3802		4044
10119	5067	5069	5069		5096
10120	5067	5069	5069	4
10121	427	1042	1042		1080
10122	427	1042	1042	2	972
10123	431	18	18		454
10124	431	18	18	2	446
10125	435	1082	1082		450
10126	435	1082	1082	2	425
10127	627	2277	2277		626
10128	627	2277	2277	2	782
10129	1971	700	700		451
10130	1971	700	700	2	443
10131	1971	701	701		452
10132	1971	701	701	2	444
10133	1975				422
10134	1975			2	779
10135	1977	21	21		449
10136	1977	21	21	2	441
10137	1977	23	23		450
10138	1977	23	23	2	425
10139	1977	20	20		949
10140	1977	20	20	2	442
10141	1983	1186	1186		1697
10142	1983	1186	1186	2	3418
10143	1985	829	829		399
10144	1985	829	829	2	778
10145	1990	26	26		453
10146	1990	26	26	2	445
10147	1992	30	30		457
10148	1992	30	30	2	776
10149	1995	25	25		400
10150	1995	25	25	2	448
10151	1995	19	19		455
10152	1995	19	19	2	447
10153	1997	1083	1083		1688
10154	1997	1083	1083	2	3409
10155	1998	1700	1700		432
10156	1998	1700	1700	2	780
10157	1999	1184	1184		2039
10158	1999	1184	1184	2	3411
10159	2001	1266	1266		1696
10160	2001	1266	1266	2	3410
10161	2040	1114	1114		2039
10162	2040	1114	1114	2	3411
10163	2222	16	16		454
10164	2222	16	16	2	446
10165	2223	17	17		456
10166	2223	17	17	2	772
10167	2225	28	28		450
10168	2225	28	28	2	425
10169	5032	5069	5069		949
10170	5032	5069	5069	2	442
10171	2226	29	29		450
10172	2226	29	29	2	425
10173	2227	27	27		2233
10174	2227	27	27	2	2234
10175	2229	25	25		400
10176	2229	25	25	2	448
10177	2231	1042	1042		1080
10178	2231	1042	1042	2	972
10179	2235	1033	1033		329
10180	2235	1033	1033	2	777
10181	2969	2950	2950		2963
10182	2969	2950	2950	2	3412
10183	6194	2249	2249		6192
10184	6194	2249	2249	2	6193
10185	3254	3220	3220		3252
10186	3254	3220	3220	2	3413
10187	3372	774	774		328
10188	3372	774	774	2	781
10189	3523	3500	3500		3515
10190	3523	3500	3500	2	3414
10191	3903	3831	3831		3902
10192	3903	3831	3831	2	3417
10193	4225	4537	4537		4278
10194	4225	4537	4537	2	4279
10195	4034	3802	3802		4045
10196	4034	3802	3802	2	3416
10197	1029	600	600		2179
10198	1029	600	600	2	2583
10199	1029	600	600	3	1030
10200	1029	600	600	5	2581
10201	1029	600	600	6	2582
10202	1029	600	600	7	2584
10203	1029	600	600	8	3064
10204	1029	600	600	9	3282
10205	1029	600	600	11	3435
10206	2593	603	603		2578
10207	2593	603	603	2	2583
10208	2593	603	603	5	2581
10209	2593	603	603	6	2582
10210	2593	603	603	7	2584
10211	2593	603	603	8	3998
10212	2594	604	604		2585
10213	2594	604	604	2	2583
10214	2594	604	604	3	2586
10215	2594	604	604	5	2581
10216	2594	604	604	6	2582
10217	2594	604	604	7	2584
10218	2594	604	604	8	3288
10219	2595	718	718		2591
10220	2595	718	718	2	2583
10221	2595	718	718	3	2592
10222	2595	718	718	5	2581
10223	2595	718	718	6	2582
10224	2595	718	718	7	2584
10225	2595	718	718	8	3280
10226	3655	3614	3614		3654
10227	3655	3614	3614	2	3651
10228	3655	3614	3614	3	3648
10229	3655	3614	3614	4	3649
10230	3655	3614	3614	5	3653
10231	3655	3614	3614	6	3650
10232	3655	3614	3614	7	3652
10233	3655	3614	3614	10	3434
10234	3702	3615	3615		3701
10235	3702	3615	3615	2	3698
10236	3702	3615	3615	3	3695
10237	3702	3615	3615	5	3700
10238	3702	3615	3615	6	3697
10239	3702	3615	3615	7	3699
10240	3919	3831	3831		3875
10241	3919	3831	3831	2	3876
10242	3919	3831	3831	5	3879
10243	3919	3831	3831	6	3880
10244	3919	3831	3831	7	3881
10245	3550				3553
10246	3550			2	3554
10247	3550			3	3555
10248	3550			5	3557
10249	3550			6	3558
10250	3550			7	3559
10251	3550			9	3573
10252	6158	4537	4537		6154
10253	6158	4537	4537	2	3876
10254	6158	4537	4537	3	6156
10255	6158	4537	4537	5	3879
10256	6158	4537	4537	6	3880
10257	6158	4537	4537	7	3881
10258	2745	2277	2277	2	2743
10259	2745	2277	2277	3	2774
10260	2745	2277	2277	4	2744
10261	2745	2277	2277	6	3920
10262	3659	3614	3614		3724
10263	3659	3614	3614	2	3656
10264	3659	3614	3614	3	3657
10265	3659	3614	3614	4	3658
10266	3659	3614	3614	5	2700
10267	3659	3614	3614	6	3921
10268	4036	3802	3802		3480
10269	4036	3802	3802	2	3482
10270	4036	3802	3802	3	3483
10271	4036	3802	3802	4	3484
10272	4036	3802	3802	6	3488
10273	4037	3802	3802		351
10274	4037	3802	3802	2	3485
10275	4037	3802	3802	3	3486
10276	4037	3802	3802	4	3487
10277	4037	3802	3802	6	3489
10278	3474	3831	3831		3469
10279	3474	3831	3831	2	3470
10280	3474	3831	3831	3	3471
10281	3474	3831	3831	4	3472
10282	3474	3831	3831	5	3473
10283	3794				3795
10284	3794			2	3796
10285	3794			3	3797
10286	3794			4	3798
10287	3794			5	3799
10288	4015	600	600		4018
10289	4015	600	600	2	4019
10290	4015	600	600	3	4020
10291	4015	600	600	4	4021
10292	4015	600	600	5	4022
10293	4016	600	600		4023
10294	4016	600	600	2	4024
10295	4016	600	600	3	4025
10296	4016	600	600	4	4026
10297	4016	600	600	5	4022
10298	4017	25	25		4027
10299	4017	25	25	2	4028
10300	4017	25	25	3	4029
10301	4017	25	25	4	4030
10302	4017	25	25	5	4031
10303	5000	603	603		5012
10304	5000	603	603	2	5013
10305	5000	603	603	3	5014
10306	5000	603	603	4	5015
10307	5000	603	603	5	5016
10308	5008	604	604		5010
10309	5008	604	604	2	5013
10310	5008	604	604	3	5014
10311	5008	604	604	4	5015
10312	5008	604	604	5	5016
10313	5008	604	604	6	5011
10314	4064	17	17		3383
10315	4064	17	17	2	3384
10316	4064	17	17	3	3385
10317	4064	17	17	4	3386
10318	4578	17	17		4591
10319	4578	17	17	2	4592
10320	4578	17	17	3	4593
10321	4578	17	17	4	4594
10322	4578	17	17	5	4595
10323	4578	17	17	11	456
10324	4062	18	18		3383
10325	4062	18	18	2	3384
10326	4062	18	18	3	3385
10327	4062	18	18	4	3386
10328	4577	18	18		4591
10329	4577	18	18	2	4592
10330	4577	18	18	3	4593
10331	4577	18	18	4	4594
10332	4577	18	18	5	4595
10333	4577	18	18	11	454
10334	4065	19	19		3383
10335	4065	19	19	2	3384
10336	4065	19	19	3	3385
10337	4065	19	19	4	3386
10338	4579	19	19		4591
10339	4579	19	19	2	4592
10340	4579	19	19	3	4593
10341	4579	19	19	4	4594
10342	4579	19	19	5	4595
10343	4579	19	19	11	455
10344	4054	20	20		3383
10345	4054	20	20	2	3384
10346	4054	20	20	3	3385
10347	4054	20	20	4	3386
10348	4054	21	21		3383
10349	4054	21	21	2	3384
10350	4054	21	21	3	3385
10351	4054	21	21	4	3386
10352	4054	23	23		3383
10353	4054	23	23	2	3384
10354	4054	23	23	3	3385
10355	4054	23	23	4	3386
10356	4602	21	21		4616
10357	4602	21	21	2	4617
10358	4602	21	21	3	4618
10359	4602	21	21	4	4619
10360	4602	21	21	5	4620
10361	4602	21	21	11	4621
10362	4602	23	23		4616
10363	4602	23	23	2	4617
10364	4602	23	23	3	4618
10365	4602	23	23	4	4619
10366	4602	23	23	5	4620
10367	4602	23	23	11	4622
10368	4602	20	20		4616
10369	4602	20	20	2	4617
10370	4602	20	20	3	4618
10371	4602	20	20	4	4619
10372	4602	20	20	5	4620
10373	4602	20	20	11	4623
10374	4572	20	20		4591
10375	4572	20	20	2	4592
10376	4572	20	20	3	4593
10377	4572	20	20	4	4594
10378	4572	20	20	5	4595
10379	4572	20	20	11	949
10380	4572	21	21		4591
10381	4572	21	21	2	4592
10382	4572	21	21	3	4593
10383	4572	21	21	4	4594
10384	4572	21	21	5	4595
10385	4572	21	21	11	449
10386	4572	23	23		4591
10387	4572	23	23	2	4592
10388	4572	23	23	3	4593
10389	4572	23	23	4	4594
10390	4572	23	23	5	4595
10391	4572	23	23	11	450
10392	4056	25	25		3383
10393	4056	25	25	2	3384
10394	4056	25	25	3	3385
10395	4056	25	25	4	3386
10396	4573	25	25		4591
10397	4573	25	25	2	4592
10398	4573	25	25	3	4593
10399	4573	25	25	4	4594
10400	4573	25	25	5	4595
10401	4573	25	25	11	400
10402	4068	26	26		3383
10403	4068	26	26	2	3384
10404	4068	26	26	3	3385
10405	4068	26	26	4	3386
10406	4606	26	26		4616
10407	4606	26	26	2	4617
10408	4606	26	26	3	4618
10409	4606	26	26	4	4619
10410	4606	26	26	5	4620
10411	4606	26	26	11	4622
10412	4580	26	26		4591
10413	4580	26	26	2	4592
10414	4580	26	26	3	4593
10415	4580	26	26	4	4594
10416	4580	26	26	5	4595
10417	4580	26	26	11	453
10418	4069	27	27		3383
10419	4069	27	27	2	3384
10420	4069	27	27	3	3385
10421	4069	27	27	4	3386
10422	4581	27	27		4591
10423	4581	27	27	2	4592
10424	4581	27	27	3	4593
10425	4581	27	27	4	4594
10426	4581	27	27	5	4595
10427	4581	27	27	11	2233
10428	4607	27	27		4616
10429	4607	27	27	2	4617
10430	4607	27	27	3	4618
10431	4607	27	27	4	4619
10432	4607	27	27	5	4620
10433	4607	27	27	11	4627
10434	4070	700	700		3383
10435	4070	700	700	2	3384
10436	4070	700	700	3	3385
10437	4070	700	700	4	3386
10438	4070	701	701		3383
10439	4070	701	701	2	3384
10440	4070	701	701	3	3385
10441	4070	701	701	4	3386
10442	4608	700	700		4616
10443	4608	700	700	2	4617
10444	4608	700	700	3	4618
10445	4608	700	700	4	4619
10446	4608	700	700	5	4620
10447	4608	700	700	11	4624
10448	4608	701	701		4616
10449	4608	701	701	2	4617
10450	4608	701	701	3	4618
10451	4608	701	701	4	4619
10452	4608	701	701	5	4620
10453	4608	701	701	11	4625
10454	4582	700	700		4591
10455	4582	700	700	2	4592
10456	4582	700	700	3	4593
10457	4582	700	700	4	4594
10458	4582	700	700	5	4595
10459	4582	700	700	11	451
10460	4582	701	701		4591
10461	4582	701	701	2	4592
10462	4582	701	701	3	4593
10463	4582	701	701	4	4594
10464	4582	701	701	5	4595
10465	4582	701	701	11	452
10466	4074	829	829		3383
10467	4074	829	829	2	3384
10468	4074	829	829	3	3385
10469	4074	829	829	4	3386
10470	4609	829	829		4616
10471	4609	829	829	2	4617
10472	4609	829	829	3	4618
10473	4609	829	829	4	4619
10474	4609	829	829	5	4620
10475	4609	829	829	11	4634
10476	4583	829	829		4591
10477	4583	829	829	2	4592
10478	4583	829	829	3	4593
10479	4583	829	829	4	4594
10480	4583	829	829	5	4595
10481	4583	829	829	11	399
10482	4109	774	774		3383
10483	4109	774	774	2	3384
10484	4109	774	774	3	3385
10485	4109	774	774	4	3386
10486	4610	774	774		4616
10487	4610	774	774	2	4617
10488	4610	774	774	3	4618
10489	4610	774	774	4	4619
10490	4610	774	774	5	4620
10491	4610	774	774	11	4635
10492	4584	774	774		4591
10493	4584	774	774	2	4592
10494	4584	774	774	3	4593
10495	4584	774	774	4	4594
10496	4584	774	774	5	4595
10497	4584	774	774	11	328
10498	4075				3383
10499	4075			2	3384
10500	4075			3	3385
10501	4075			4	3386
10502	4611				4616
10503	4611			2	4617
10504	4611			3	4618
10505	4611			4	4619
10506	4611			5	4620
10507	4611			11	4636
10508	4585				4591
10509	4585			2	4592
10510	4585			3	4593
10511	4585			4	4594
10512	4585			5	4595
10513	4585			11	422
10514	4102				4105
10515	4102			2	4106
10516	4102			3	4107
10517	4102			4	4108
10518	4102			11	4063
10519	4102			12	4071
10520	4102			13	930
10521	4076	1042	1042		3383
10522	4076	1042	1042	2	3384
10523	4076	1042	1042	3	3385
10524	4076	1042	1042	4	3386
10525	4586	1042	1042		4591
10526	4586	1042	1042	2	4592
10527	4586	1042	1042	3	4593
10528	4586	1042	1042	4	4594
10529	4586	1042	1042	5	4595
10530	4586	1042	1042	11	1080
10531	4077	1083	1083		3383
10532	4077	1083	1083	2	3384
10533	4077	1083	1083	3	3385
10534	4077	1083	1083	4	3386
10535	4612	1083	1083		4616
10536	4612	1083	1083	2	4617
10537	4612	1083	1083	3	4618
10538	4612	1083	1083	4	4619
10539	4612	1083	1083	5	4620
10540	4612	1083	1083	11	4630
10541	4587	1083	1083		4591
10542	4587	1083	1083	2	4592
10543	4587	1083	1083	3	4593
10544	4587	1083	1083	4	4594
10545	4587	1083	1083	5	4595
10546	4587	1083	1083	11	1688
10547	4059	1114	1114		3383
10548	4059	1114	1114	2	3384
10549	4059	1114	1114	3	3385
10550	4059	1114	1114	4	3386
10551	4059	1184	1184		3383
10552	4059	1184	1184	2	3384
10553	4059	1184	1184	3	3385
10554	4059	1184	1184	4	3386
10555	4059	1082	1082		3383
10556	4059	1082	1082	2	3384
10557	4059	1082	1082	3	3385
10558	4059	1082	1082	4	3386
10559	4605	1114	1114		4616
10560	4605	1114	1114	2	4617
10561	4605	1114	1114	3	4618
10562	4605	1114	1114	4	4619
10563	4605	1114	1114	5	4620
10564	4605	1114	1114	11	4637
10565	4605	1184	1184		4616
10566	4605	1184	1184	2	4617
10567	4605	1184	1184	3	4618
10568	4605	1184	1184	4	4619
10569	4605	1184	1184	5	4620
10570	4605	1184	1184	11	4637
10571	4605	1082	1082		4616
10572	4605	1082	1082	2	4617
10573	4605	1082	1082	3	4618
10574	4605	1082	1082	4	4619
10575	4605	1082	1082	5	4620
10576	4605	1082	1082	11	4629
10577	4576	1114	1114		4591
10578	4576	1114	1114	2	4592
10579	4576	1114	1114	3	4593
10580	4576	1114	1114	4	4594
10581	4576	1114	1114	5	4595
10582	4576	1114	1114	11	2039
10583	4576	1184	1184		4591
10584	4576	1184	1184	2	4592
10585	4576	1184	1184	3	4593
10586	4576	1184	1184	4	4594
10587	4576	1184	1184	5	4595
10588	4576	1184	1184	11	2039
10589	4576	1082	1082		4591
10590	4576	1082	1082	2	4592
10591	4576	1082	1082	3	4593
10592	4576	1082	1082	4	4594
10593	4576	1082	1082	5	4595
10594	4576	1082	1082	11	450
10595	4078	1186	1186		3383
10596	4078	1186	1186	2	3384
10597	4078	1186	1186	3	3385
10598	4078	1186	1186	4	3386
10599	4613	1186	1186		4616
10600	4613	1186	1186	2	4617
10601	4613	1186	1186	3	4618
10602	4613	1186	1186	4	4619
10603	4613	1186	1186	5	4620
10604	4613	1186	1186	11	4631
10605	4588	1186	1186		4591
10606	4588	1186	1186	2	4592
10607	4588	1186	1186	3	4593
10608	4588	1186	1186	4	4594
10609	4588	1186	1186	5	4595
10610	4588	1186	1186	11	1697
10611	4058	1266	1266		3383
10612	4058	1266	1266	2	3384
10613	4058	1266	1266	3	3385
10614	4058	1266	1266	4	3386
10615	4604	1266	1266		4616
10616	4604	1266	1266	2	4617
10617	4604	1266	1266	3	4618
10618	4604	1266	1266	4	4619
10619	4604	1266	1266	5	4620
10620	4604	1266	1266	11	4632
10621	4575	1266	1266		4591
10622	4575	1266	1266	2	4592
10623	4575	1266	1266	3	4593
10624	4575	1266	1266	4	4594
10625	4575	1266	1266	5	4595
10626	4575	1266	1266	11	1696
10627	4079	1560	1560		3383
10628	4079	1560	1560	2	3384
10629	4079	1560	1560	3	3385
10630	4079	1560	1560	4	3386
10631	4080	1562	1562		3383
10632	4080	1562	1562	2	3384
10633	4080	1562	1562	3	3385
10634	4080	1562	1562	4	3386
10635	4055	1700	1700		3383
10636	4055	1700	1700	2	3384
10637	4055	1700	1700	3	3385
10638	4055	1700	1700	4	3386
10639	4603	1700	1700		4616
10640	4603	1700	1700	2	4617
10641	4603	1700	1700	3	4618
10642	4603	1700	1700	4	4619
10643	4603	1700	1700	5	4620
10644	4603	1700	1700	11	4626
10645	4574	1700	1700		4591
10646	4574	1700	1700	2	4592
10647	4574	1700	1700	3	4593
10648	4574	1700	1700	4	4594
10649	4574	1700	1700	5	4595
10650	4574	1700	1700	11	432
10651	4081	2950	2950		3383
10652	4081	2950	2950	2	3384
10653	4081	2950	2950	3	3385
10654	4081	2950	2950	4	3386
10655	4614	2950	2950		4616
10656	4614	2950	2950	2	4617
10657	4614	2950	2950	3	4618
10658	4614	2950	2950	4	4619
10659	4614	2950	2950	5	4620
10660	4614	2950	2950	11	4628
10661	4589	2950	2950		4591
10662	4589	2950	2950	2	4592
10663	4589	2950	2950	3	4593
10664	4589	2950	2950	4	4594
10665	4589	2950	2950	5	4595
10666	4589	2950	2950	11	2963
10667	4103	3831	3831		4105
10668	4103	3831	3831	2	4106
10669	4103	3831	3831	3	4107
10670	4103	3831	3831	4	4108
10671	4103	3831	3831	11	4057
10672	4103	3831	3831	13	3859
10673	4103	3831	3831	14	3850
10674	4082	3220	3220		3383
10675	4082	3220	3220	2	3384
10676	4082	3220	3220	3	3385
10677	4082	3220	3220	4	3386
10678	4615	3220	3220		4616
10679	4615	3220	3220	2	4617
10680	4615	3220	3220	3	4618
10681	4615	3220	3220	4	4619
10682	4615	3220	3220	5	4620
10683	4615	3220	3220	11	4633
10684	4590	3220	3220		4591
10685	4590	3220	3220	2	4592
10686	4590	3220	3220	3	4593
10687	4590	3220	3220	4	4594
10688	4590	3220	3220	5	4595
10689	4590	3220	3220	11	3252
10690	4104	603	603		4105
10691	4104	603	603	2	4106
10692	4104	603	603	3	4107
10693	4104	603	603	4	4108
10694	4104	603	603	11	4067
10695	4104	603	603	13	187
=pg_aggregate	aggfnoid	aggkind=n	aggnumdirectargs=0	aggtransfn=2806	aggfinalfn=0	aggcombinefn=0	aggserialfn=0	aggdeserialfn=0	aggmtransfn=0	aggminvtransfn=0	aggmfinalfn=0	aggfinalextra=false	aggmfinalextra=false	aggfinalmodify=r	aggmfinalmodify=r	aggsortop=0	aggtranstype=2281	aggtransspace=0	aggmtranstype=0	aggmtransspace=0	agginitval=\N	aggminitval=\N
2100			2746	3389	2785	2786	2787	2746	3387	3389							48	2281	48
2101			1963	1964	3324			1963	3571	1964						1016		1016		{0,0}	{0,0}
2102			1962	1964	3324			1962	3570	1964						1016		1016		{0,0}	{0,0}
2103			2858	1837	3337	2740	2741	2858	3548	1837							128	2281	128
2104			208	1830	276											1022				{0,0,0}
2105			222	1830	276											1022				{0,0,0}
2106			1843	1844	3325			1843	3549	1844						1187		1187		{0 second,0 second}	{0 second,0 second}
2107			2746	3388	2785	2786	2787	2746	3387	3388							48	2281	48
2108			1841		463			1963	3571	3572						20		1016			{0,0}
2109			1840		463			1962	3570	3572						20		1016			{0,0}
2110			204		204											700
2111			218		218											701
2112			894		894			894	895							790		790
2113			1169		1169			1169	1170							1186		1186
2114			2858	3178	3337	2740	2741	2858	3548	3178							128	2281	128
2115			1236		1236										413	20
2116			768		768										521	23
2117			770		770										520	21
2118			1965		1965										610	26
2119			209		209										623	700
2120			223		223										674	701
2122			1138		1138										1097	1082
2123			1377		1377										1112	1083
2124			1379		1379										1554	1266
2125			898		898										903	790
2126			2036		2036										2064	1114
2127			1196		1196										1324	1184
2128			1198		1198										1334	1186
2129			458		458										666	25
2130			1767		1767										1756	1700
2050			515		515										1073	2277
2244			1063		1063										1060	1042
2797			2795		2795										2800	27
3526			3525		3525										3519	3500
3564			3562		3562										1205	869
4189			4187		4187										3225	3220
5099			5097		5097										5074	5069
2131			1237		1237										412	20
2132			769		769										97	23
2133			771		771										95	21
2134			1966		1966										609	26
2135			211		211										622	700
2136			224		224										672	701
2138			1139		1139										1095	1082
2139			1378		1378										1110	1083
2140			1380		1380										1552	1266
2141			899		899										902	790
2142			2035		2035										2062	1114
2143			1195		1195										1322	1184
2144			1197		1197										1332	1186
2145			459		459										664	25
2146			1766		1766										1754	1700
2051			516		516										1072	2277
2245			1064		1064										1058	1042
2798			2796		2796										2799	27
3527			3524		3524										3518	3500
3565			3563		3563										1203	869
4190			4188		4188										3224	3220
5100			5098		5098										5073	5069
2147			2804		463			2804	3547							20		20		0	0
2803			1219		463			1219	3546							20		20		0	0
2718			1836	2514	3341	3335	3336	1836	3569	2514							128	2281	128
2719			1835	3390	3338	3339	3340	1835	3568	3390							48	2281	48
2720			1834	3390	3338	3339	3340	1834	3567	3390							48	2281	48
2721			208	2512	276											1022				{0,0,0}
2722			222	2512	276											1022				{0,0,0}
2723			1833	2514	3341	3335	3336	1833	3548	2514							128	2281	128
2641			1836	1838	3341	3335	3336	1836	3569	1838							128	2281	128
2642			1835	3391	3338	3339	3340	1835	3568	3391							48	2281	48
2643			1834	3391	3338	3339	3340	1834	3567	3391							48	2281	48
2644			208	1831	276											1022				{0,0,0}
2645			222	1831	276											1022				{0,0,0}
2646			1833	1838	3341	3335	3336	1833	3548	1838							128	2281	128
2148			1836	1838	3341	3335	3336	1836	3569	1838							128	2281	128
2149			1835	3391	3338	3339	3340	1835	3568	3391							48	2281	48
2150			1834	3391	3338	3339	3340	1834	3567	3391							48	2281	48
2151			208	1831	276											1022				{0,0,0}
2152			222	1831	276											1022				{0,0,0}
2153			1833	1838	3341	3335	3336	1833	3548	1838							128	2281	128
2724			1836	2596	3341	3335	3336	1836	3569	2596							128	2281	128
2725			1835	3392	3338	3339	3340	1835	3568	3392							48	2281	48
2726			1834	3392	3338	3339	3340	1834	3567	3392							48	2281	48
2727			208	2513	276											1022				{0,0,0}
2728			222	2513	276											1022				{0,0,0}
2729			1833	2596	3341	3335	3336	1833	3548	2596							128	2281	128
2712			1836	1839	3341	3335	3336	1836	3569	1839							128	2281	128
2713			1835	3393	3338	3339	3340	1835	3568	3393							48	2281	48
2714			1834	3393	3338	3339	3340	1834	3567	3393							48	2281	48
2715			208	1832	276											1022				{0,0,0}
2716			222	1832	276											1022				{0,0,0}
2717			1833	1839	3341	3335	3336	1833	3548	1839							128	2281	128
2154			1836	1839	3341	3335	3336	1836	3569	1839							128	2281	128
2155			1835	3393	3338	3339	3340	1835	3568	3393							48	2281	48
2156			1834	3393	3338	3339	3340	1834	3567	3393							48	2281	48
2157			208	1832	276											1022				{0,0,0}
2158			222	1832	276											1022				{0,0,0}
2159			1833	1839	3341	3335	3336	1833	3548	1839							128	2281	128
2818			2805		463											20				0
2819				2807	3342											1022				{0,0,0,0,0,0}
2820				2808	3342											1022				{0,0,0,0,0,0}
2821				2809	3342											1022				{0,0,0,0,0,0}
2822				2810	3342											1022				{0,0,0,0,0,0}
2823				2811	3342											1022				{0,0,0,0,0,0}
2824				2812	3342											1022				{0,0,0,0,0,0}
2825				2813	3342											1022				{0,0,0,0,0,0}
2826				2814	3342											1022				{0,0,0,0,0,0}
2827				2815	3342											1022				{0,0,0,0,0,0}
2828				2816	3342											1022				{0,0,0,0,0,0}
2829				2817	3342											1022				{0,0,0,0,0,0}
2517			2515		2515			3496	3497	3498					58	16		2281	16
2518			2516		2516			3496	3497	3499					59	16		2281	16
2519			2515		2515			3496	3497	3498					58	16		2281	16
2236			1892		1892											21
2237			1893		1893											21
6164			1894		1894											21
2238			1898		1898											23
2239			1899		1899											23
6165			1900		1900											23
2240			1904		1904											20
2241			1905		1905											20
6166			1906		1906											20
2242			1673		1673											1560
2243			1674		1674											1560
6167			1675		1675											1560
2901			2900													142
2335			2333	2334							true
4053			4051	4052							true
3538			3535	3536
3545			3543	3544
4450			4401		4401											3831
4389			4388		4388											4537
4301			4299	4300							true
6227			6225	6226							true
3175			3173	3174
3197			3180	3196
3267			3265	3266
3270			3268	3269
3972	o	1	3970	3973							true		s	s
3974	o	1	3970	3975									s	s
3976	o	1	3970	3977									s	s
3978	o	1	3970	3979							true		s	s
3980	o	1	3970	3981									s	s
3982	o	1	3970	3983									s	s
3984	o		3970	3985							true		s	s
3986	h	1	3971	3987							true		w	w
3988	h	1	3971	3989							true		w	w
3990	h	1	3971	3991							true		w	w
3992	h	1	3971	3993							true		w	w
=pg_language	oid	lanname	lanowner=10	lanispl=false	lanpltrusted=false	lanplcallfoid=0	laninline=0	lanvalidator	lanacl=\N
12	internal						2246
13	c						2247
14	sql			true			2248
=pg_conversion	oid	conname	connamespace=11	conowner=10	conforencoding=6	contoencoding=6	conproc=4372	condefault=true
4402	koi8_r_to_mic			22	7	4302
4403	mic_to_koi8_r			7	22	4303
4404	iso_8859_5_to_mic			25	7	4304
4405	mic_to_iso_8859_5			7	25	4305
4406	windows_1251_to_mic			23	7	4306
4407	mic_to_windows_1251			7	23	4307
4408	windows_866_to_mic			20	7	4308
4409	mic_to_windows_866			7	20	4309
4410	koi8_r_to_windows_1251			22	23	4310
4411	windows_1251_to_koi8_r			23	22	4311
4412	koi8_r_to_windows_866			22	20	4312
4413	windows_866_to_koi8_r			20	22	4313
4414	windows_866_to_windows_1251			20	23	4314
4415	windows_1251_to_windows_866			23	20	4315
4416	iso_8859_5_to_koi8_r			25	22	4316
4417	koi8_r_to_iso_8859_5			22	25	4317
4418	iso_8859_5_to_windows_1251			25	23	4318
4419	windows_1251_to_iso_8859_5			23	25	4319
4420	iso_8859_5_to_windows_866			25	20	4320
4421	windows_866_to_iso_8859_5			20	25	4321
4422	euc_cn_to_mic			2	7	4322
4423	mic_to_euc_cn			7	2	4323
4424	euc_jp_to_sjis			1	35	4324
4425	sjis_to_euc_jp			35	1	4325
4426	euc_jp_to_mic			1	7	4326
4427	sjis_to_mic			35	7	4327
4428	mic_to_euc_jp			7	1	4328
4429	mic_to_sjis			7	35	4329
4430	euc_kr_to_mic			3	7	4330
4431	mic_to_euc_kr			7	3	4331
4432	euc_tw_to_big5			4	36	4332
4433	big5_to_euc_tw			36	4	4333
4434	euc_tw_to_mic			4	7	4334
4435	big5_to_mic			36	7	4335
4436	mic_to_euc_tw			7	4	4336
4437	mic_to_big5			7	36	4337
4438	iso_8859_2_to_mic			9	7	4338
4439	mic_to_iso_8859_2			7	9	4339
4440	windows_1250_to_mic			29	7	4340
4441	mic_to_windows_1250			7	29	4341
4442	iso_8859_2_to_windows_1250			9	29	4342
4443	windows_1250_to_iso_8859_2			29	9	4343
4444	iso_8859_1_to_mic			8	7	4344
4445	mic_to_iso_8859_1			7	8	4345
4446	iso_8859_3_to_mic			10	7	4346
4447	mic_to_iso_8859_3			7	10	4347
4448	iso_8859_4_to_mic			11	7	4348
4449	mic_to_iso_8859_4			7	11	4349
4452	big5_to_utf8			36		4352
4453	utf8_to_big5				36	4353
4454	utf8_to_koi8_r				22	4354
4455	koi8_r_to_utf8			22		4355
4456	utf8_to_koi8_u				34	4356
4457	koi8_u_to_utf8			34		4357
4458	utf8_to_windows_866				20	4358
4459	windows_866_to_utf8			20		4359
4460	utf8_to_windows_874				21	4358
4461	windows_874_to_utf8			21		4359
4462	utf8_to_windows_1250				29	4358
4463	windows_1250_to_utf8			29		4359
4464	utf8_to_windows_1251				23	4358
4465	windows_1251_to_utf8			23		4359
4466	utf8_to_windows_1252				24	4358
4467	windows_1252_to_utf8			24		4359
4468	utf8_to_windows_1253				30	4358
4469	windows_1253_to_utf8			30		4359
4470	utf8_to_windows_1254				31	4358
4471	windows_1254_to_utf8			31		4359
4472	utf8_to_windows_1255				32	4358
4473	windows_1255_to_utf8			32		4359
4474	utf8_to_windows_1256				18	4358
4475	windows_1256_to_utf8			18		4359
4476	utf8_to_windows_1257				33	4358
4477	windows_1257_to_utf8			33		4359
4478	utf8_to_windows_1258				19	4358
4479	windows_1258_to_utf8			19		4359
4480	euc_cn_to_utf8			2		4360
4481	utf8_to_euc_cn				2	4361
4482	euc_jp_to_utf8			1		4362
4483	utf8_to_euc_jp				1	4363
4484	euc_kr_to_utf8			3		4364
4485	utf8_to_euc_kr				3	4365
4486	euc_tw_to_utf8			4		4366
4487	utf8_to_euc_tw				4	4367
4488	gb18030_to_utf8			39		4368
4489	utf8_to_gb18030				39	4369
4490	gbk_to_utf8			37		4370
4491	utf8_to_gbk				37	4371
4492	utf8_to_iso_8859_2				9
4493	iso_8859_2_to_utf8			9		4373
4494	utf8_to_iso_8859_3				10
4495	iso_8859_3_to_utf8			10		4373
4496	utf8_to_iso_8859_4				11
4497	iso_8859_4_to_utf8			11		4373
4498	utf8_to_iso_8859_9				12
4499	iso_8859_9_to_utf8			12		4373
4500	utf8_to_iso_8859_10				13
4501	iso_8859_10_to_utf8			13		4373
4502	utf8_to_iso_8859_13				14
4503	iso_8859_13_to_utf8			14		4373
4504	utf8_to_iso_8859_14				15
4505	iso_8859_14_to_utf8			15		4373
4506	utf8_to_iso_8859_15				16
4507	iso_8859_15_to_utf8			16		4373
4508	utf8_to_iso_8859_16				17
4509	iso_8859_16_to_utf8			17		4373
4510	utf8_to_iso_8859_5				25
4511	iso_8859_5_to_utf8			25		4373
4512	utf8_to_iso_8859_6				26
4513	iso_8859_6_to_utf8			26		4373
4514	utf8_to_iso_8859_7				27
4515	iso_8859_7_to_utf8			27		4373
4516	utf8_to_iso_8859_8				28
4517	iso_8859_8_to_utf8			28		4373
4518	iso_8859_1_to_utf8			8		4374
4519	utf8_to_iso_8859_1				8	4375
4520	johab_to_utf8			40		4376
4521	utf8_to_johab				40	4377
4522	sjis_to_utf8			35		4378
4523	utf8_to_sjis				35	4379
4524	uhc_to_utf8			38		4380
4525	utf8_to_uhc				38	4381
4526	euc_jis_2004_to_utf8			5		4382
4527	utf8_to_euc_jis_2004				5	4383
4528	shift_jis_2004_to_utf8			41		4384
4529	utf8_to_shift_jis_2004				41	4385
4530	euc_jis_2004_to_shift_jis_2004			5	41	4386
4531	shift_jis_2004_to_euc_jis_2004			41	5	4387
=pg_range	rngtypid	rngsubtype	rngmultitypid	rngcollation=0	rngsubopc	rngcanonical=0	rngsubdiff
3904	23	4451		1978	3914	3922
3906	1700	4532		3125		3924
3908	1114	4533		3128		3929
3910	1184	4534		3127		3930
3912	1082	4535		3122	3915	3925
3926	20	4536		3124	3928	3923
=pg_tablespace	oid	spcname	spcowner=10	spcacl=\N	spcoptions=\N
1663	pg_default
1664	pg_global
=pg_collation	oid	collname	collnamespace=11	collowner=10	collprovider=c	collisdeterministic=true	collencoding=-1	collcollate=C	collctype=C	colliculocale=\N	collversion=\N
100	default			d			\N	\N
950	C
951	POSIX						POSIX	POSIX
12340	ucs_basic					6
12341	C.utf8					6	C.utf8	C.utf8
=pg_index	indexrelid	indrelid=2606	indnatts=1	indnkeyatts=1	indisunique=true	indnullsnotdistinct=false	indisprimary=true	indisexclusion=false	indimmediate=true	indisclustered=false	indisvalid=true	indcheckxmin=false	indisready=true	indislive=true	indisreplident=false	indkey=1	indcollation=0	indclass=1981	indoption=0	indexprs=\N	indpred=\N
2691	1255	3	3			false									2 20 3	950 0 0	10028 10032 1981	0 0 0
2704	1247	2	2			false									2 3	950 0	10028 1981	0 0
2658	1249	2	2			false									1 2	0 950	1981 10028	0 0
2663	1259	2	2			false									2 3	950 0	10028 1981	0 0
3455	1259	2	2	false		false									9 8	0 0	1981 1981	0 0
2703	1247
2659	1249	2	2												1 6	0 0	1981 1979	0 0
2656	2604	2	2			false									2 3	0 0	1981 1979	0 0
2664		2	2	false		false									2 3	950 0	10028 1981	0 0
2665		3	3			false									8 9 2	0 0 950	1981 1981 10028	0 0 0
2666				false		false									9
2579				false		false									11
2187	2611			false		false									2
2678	2610			false		false									2
2689	2617	4	4			false									2 8 9 3	950 0 0 0	10028 1981 1981 1981	0 0 0 0
2754	2753	3	3			false									2 3 4	0 950 0	1981 10028 1981	0 0 0
2686	2616	3	3			false									2 3 4	0 950 0	1981 10028 1981	0 0 0
2651	2601					false									2	950	10028
2653	2602	4	4			false									2 3 4 5	0 0 0 0	1981 1981 1981 1979	0 0 0 0
2654	2602	3	3			false									7 6 2	0 0 0	1981 10007 1981	0 0 0
2655	2603	4	4			false									2 3 4 5	0 0 0 0	1981 1981 1981 1979	0 0 0 0
2681	2612					false									2	950	10028
3997	3381	2	2			false									3 4	950 0	10028 1981	0 0
3379	3381			false		false									2
2693	2618	2	2			false									3 2	0 950	1981 10028	0 0
2699	2620			false		false									11
2701	2620	2	2			false									2 4	0 950	1981 10028	0 0
3467	3466					false									2	950	10028
2661	2605	2	2			false									2 3	0 0	1981 1981	0 0
2680	2611	2	2												1 3	0 0	1981 1978	0 0
2679	2610
2688	2617
2755	2753
2687	2616
2652	2601
2756	2602
2757	2603
2682	2612
2996	2995
2683	2613	2	2												1 2	0 0	1981 1978	0 0
2650	2600
2696	2619	3	3												1 2 3	0 0 0	1981 1979 10003	0 0 0
3380	3381
3433	3429	2	2												1 2	0 0	1981 10003	0 0
2692	2618
2702	2620
3468	3466
2675	2609	3	3												1 2 3	0 0 0	1981 1981 1978	0 0 0
2660	2605
3502	3501
3503	3501	2	2			false									2 4	0 950	1981 10028	0 0
3534	3501	2	2			false									2 3	0 0	1981 10012	0 0
2684	2615					false									2	950	10028
2668	2607	4	4			false									3 5 6 1	0 0 0 0	1981 1978 1978 1981	0 0 0 0
2669	2607	2	2			false									2 3	950 0	10028 1981	0 0
2673	2608	3	3	false		false									1 2 3	0 0 0	1981 1981 1978	0 0 0
2674	2608	3	3	false		false									4 5 6	0 0 0	1981 1981 1978	0 0 0
2671	1262					false									2	950	10028
2698	1213					false									2	950	10028
2676	1260					false									2	950	10028
2695	1261	2	2			false									2 1	0 0	1981 1981	0 0
1232	1214	4	4	false		false									1 2 3 4	0 0 0 0	1981 1981 1981 1978	0 0 0 0
1233	1214	2	2	false		false									5 6	0 0	1981 1981	0 0
3608	3602	2	2			false									2 3	950 0	10028 1981	0 0
3604	3600	2	2			false									2 3	950 0	10028 1981	0 0
3606	3601	2	2			false									2 3	950 0	10028 1981	0 0
3766	3764	2	2			false									2 3	950 0	10028 1981	0 0
3081	3079					false									2	950	10028
548	2328					false									2	950	10028
549	1417					false									2	950	10028
175	1418	2	2			false									2 3	0 0	1981 1981	0 0
3258	3256	2	2			false									3 2	0 950	1981 10028	0 0
6002	6000					false									2	950	3126
827	826	3	3			false									2 3 4	0 0 0	1981 1981 10007	0 0 0
2670	2607
2672	1262
2965	2964	2	2												1 2	0 0	1981 1981	0 0
2697	1213
2677	1260
2694	1261	2	2												1 2	0 0	1981 1981	0 0
2397	2396	2	2												1 2	0 0	1981 1981	0 0
3712	3602
3609	3603	3	3												1 2 3	0 0 0	1981 1978 1978	0 0 0
3605	3600
3607	3601
3767	3764
3080	3079
112	2328
113	1417
174	1418
3119	3118
3257	3256
6001	6000
828	826
3164	3456	3	3			false									2 7 3	950 0 0	10028 1978 1981	0 0 0
6246	6243					false									2	950	3126
2228	3541					false									3
3575	3576	2	2			false									2 3	0 0	1981 1981	0 0
6111	6104					false									2	950	10028
6239	6237	2	2			false									3 2	0 0	1981 1981	0 0
6113	6106	2	2			false									3 2	0 0	1981 1981	0 0
6116	6106			false		false									2
6115	6100	2	2			false									2 4	0 950	1981 10028	0 0
2690	1255
2662	1259
2657	2604
2667
2685	2615
3395	3394	3	3												1 2 3	0 0 0	1981 1981 1978	0 0 0
3597	3596	4	4												1 2 3 4	0 0 0 950	1981 1981 1978 3126	0 0 0 0
3593	3592	3	3												1 2 3	0 0 950	1981 1981 3126	0 0 0
3085	3456
6247	6243
3351	3350
3542	3541
3574	3576
5002	2224
6110	6104
6238	6237
6112	6106
6114	6100
6117	6102	2	2												2 1	0 0	1981 1981	0 0
=pg_constraint	oid	conname	connamespace=11	contype=p	condeferrable=false	condeferred=false	convalidated=true	conrelid=2602	contypid=0	conindid	conparentid=0	confrelid=0	confupdtype= 	confdeltype= 	confmatchtype= 	conislocal=true	coninhcount=0	connoinherit=true	conkey={1}	confkey=\N	conpfeqop=\N	conppeqop=\N	conffeqop=\N	confdelsetcols=\N	conexclop=\N	conbin=\N
10115	pg_proc_oid_index						1255		2690
10116	pg_proc_proname_args_nsp_index		u				1255		2691									{2,20,3}
10117	pg_type_oid_index						1247		2703
10118	pg_type_typname_nsp_index		u				1247		2704									{2,3}
10119	pg_attribute_relid_attnam_index		u				1249		2658									{1,2}
10120	pg_attribute_relid_attnum_index						1249		2659									{1,6}
10121	pg_class_oid_index						1259		2662
10122	pg_class_relname_nsp_index		u				1259		2663									{2,3}
10123	pg_attrdef_adrelid_adnum_index		u				2604		2656									{2,3}
10124	pg_attrdef_oid_index						2604		2657
10125	pg_constraint_conrelid_contypid_conname_index		u				2606		2665									{8,9,2}
10126	pg_constraint_oid_index						2606		2667
10127	pg_inherits_relid_seqno_index						2611		2680									{1,3}
10128	pg_index_indexrelid_index						2610		2679
10129	pg_operator_oid_index						2617		2688
10130	pg_operator_oprname_l_r_n_index		u				2617		2689									{2,8,9,3}
10131	pg_opfamily_am_name_nsp_index		u				2753		2754									{2,3,4}
10132	pg_opfamily_oid_index						2753		2755
10133	pg_opclass_am_name_nsp_index		u				2616		2686									{2,3,4}
10134	pg_opclass_oid_index						2616		2687
10135	pg_am_name_index		u				2601		2651									{2}
10136	pg_am_oid_index						2601		2652
10137	pg_amop_fam_strat_index		u						2653									{2,3,4,5}
10138	pg_amop_opr_fam_index		u						2654									{7,6,2}
10139	pg_amop_oid_index								2756
10140	pg_amproc_fam_proc_index		u				2603		2655									{2,3,4,5}
10141	pg_amproc_oid_index						2603		2757
10142	pg_language_name_index		u				2612		2681									{2}
10143	pg_language_oid_index						2612		2682
10144	pg_largeobject_metadata_oid_index						2995		2996
10145	pg_largeobject_loid_pn_index						2613		2683									{1,2}
10146	pg_aggregate_fnoid_index						2600		2650
10147	pg_statistic_relid_att_inh_index						2619		2696									{1,2,3}
10148	pg_statistic_ext_oid_index						3381		3380
10149	pg_statistic_ext_name_index		u				3381		3997									{3,4}
10150	pg_statistic_ext_data_stxoid_inh_index						3429		3433									{1,2}
10151	pg_rewrite_oid_index						2618		2692
10152	pg_rewrite_rel_rulename_index		u				2618		2693									{3,2}
10153	pg_trigger_tgrelid_tgname_index		u				2620		2701									{2,4}
10154	pg_trigger_oid_index						2620		2702
10155	pg_event_trigger_evtname_index		u				3466		3467									{2}
10156	pg_event_trigger_oid_index						3466		3468
10157	pg_description_o_c_o_index						2609		2675									{1,2,3}
10158	pg_cast_oid_index						2605		2660
10159	pg_cast_source_target_index		u				2605		2661									{2,3}
10160	pg_enum_oid_index						3501		3502
10161	pg_enum_typid_label_index		u				3501		3503									{2,4}
10162	pg_enum_typid_sortorder_index		u				3501		3534									{2,3}
10163	pg_namespace_nspname_index		u				2615		2684									{2}
10164	pg_namespace_oid_index						2615		2685
10165	pg_conversion_default_index		u				2607		2668									{3,5,6,1}
10166	pg_conversion_name_nsp_index		u				2607		2669									{2,3}
10167	pg_conversion_oid_index						2607		2670
10168	pg_database_datname_index		u				1262		2671									{2}
10169	pg_database_oid_index						1262		2672
10170	pg_db_role_setting_databaseid_rol_index						2964		2965									{1,2}
10171	pg_tablespace_oid_index						1213		2697
10172	pg_tablespace_spcname_index		u				1213		2698									{2}
10173	pg_authid_rolname_index		u				1260		2676									{2}
10174	pg_authid_oid_index						1260		2677
10175	pg_auth_members_role_member_index						1261		2694									{1,2}
10176	pg_auth_members_member_role_index		u				1261		2695									{2,1}
10177	pg_shdescription_o_c_index						2396		2397									{1,2}
10178	pg_ts_config_cfgname_index		u				3602		3608									{2,3}
10179	pg_ts_config_oid_index						3602		3712
10180	pg_ts_config_map_index						3603		3609									{1,2,3}
10181	pg_ts_dict_dictname_index		u				3600		3604									{2,3}
10182	pg_ts_dict_oid_index						3600		3605
10183	pg_ts_parser_prsname_index		u				3601		3606									{2,3}
10184	pg_ts_parser_oid_index						3601		3607
10185	pg_ts_template_tmplname_index		u				3764		3766									{2,3}
10186	pg_ts_template_oid_index						3764		3767
10187	pg_extension_oid_index						3079		3080
10188	pg_extension_name_index		u				3079		3081									{2}
10189	pg_foreign_data_wrapper_oid_index						2328		112
10190	pg_foreign_data_wrapper_name_index		u				2328		548									{2}
10191	pg_foreign_server_oid_index						1417		113
10192	pg_foreign_server_name_index		u				1417		549									{2}
10193	pg_user_mapping_oid_index						1418		174
10194	pg_user_mapping_user_server_index		u				1418		175									{2,3}
10195	pg_foreign_table_relid_index						3118		3119
10196	pg_policy_oid_index						3256		3257
10197	pg_policy_polrelid_polname_index		u				3256		3258									{3,2}
10198	pg_replication_origin_roiident_index						6000		6001
10199	pg_replication_origin_roname_index		u				6000		6002									{2}
10200	pg_default_acl_role_nsp_obj_index		u				826		827									{2,3,4}
10201	pg_default_acl_oid_index						826		828
10202	pg_init_privs_o_c_o_index						3394		3395									{1,2,3}
10203	pg_seclabel_object_index						3596		3597									{1,2,3,4}
10204	pg_shseclabel_object_index						3592		3593									{1,2,3}
10205	pg_collation_name_enc_nsp_index		u				3456		3164									{2,7,3}
10206	pg_collation_oid_index						3456		3085
10207	pg_parameter_acl_parname_index		u				6243		6246									{2}
10208	pg_parameter_acl_oid_index						6243		6247
10209	pg_partitioned_table_partrelid_index						3350		3351
10210	pg_range_rngtypid_index						3541		3542
10211	pg_range_rngmultitypid_index		u				3541		2228									{3}
10212	pg_transform_oid_index						3576		3574
10213	pg_transform_type_lang_index		u				3576		3575									{2,3}
10214	pg_sequence_seqrelid_index						2224		5002
10215	pg_publication_oid_index						6104		6110
10216	pg_publication_pubname_index		u				6104		6111									{2}
10217	pg_publication_namespace_oid_index						6237		6238
10218	pg_publication_namespace_pnnspid_pnpubid_index		u				6237		6239									{3,2}
10219	pg_publication_rel_oid_index						6106		6112
10220	pg_publication_rel_prrelid_prpubid_index		u				6106		6113									{3,2}
10221	pg_subscription_oid_index						6100		6114
10222	pg_subscription_subname_index		u				6100		6115									{2,4}
10223	pg_subscription_rel_srrelid_srsubid_index						6102		6117									{2,1}
=pg_description	objoid	classoid=1255	objsubid=0	description=I/O
1242
1243
1244
31
1245
33
34
35
38
39
40
41
42
43
44
45
3494			convert proname to regproc
3479			convert proname to regprocedure
46
47
48
49
50
51
5070
5081
5082
5083
52
53
54
55
6242			planner support for text_starts_with
5096			less-equal-greater
5071			convert xid8 to xid
5097			larger of two
5098			smaller of two
77			convert char to int4
78			convert int4 to char
1364			planner support for textregexeq
1257			length
89			PostgreSQL version string
86
87
88
90
101			restriction selectivity of = and related operators
102			restriction selectivity of <> and related operators
103			restriction selectivity of < and related operators on scalar datatypes
104			restriction selectivity of > and related operators on scalar datatypes
105			join selectivity of = and related operators
106			join selectivity of <> and related operators
107			join selectivity of < and related operators on scalar datatypes
108			join selectivity of > and related operators on scalar datatypes
336			restriction selectivity of <= and related operators on scalar datatypes
337			restriction selectivity of >= and related operators on scalar datatypes
386			join selectivity of <= and related operators on scalar datatypes
398			join selectivity of >= and related operators on scalar datatypes
109
110
117
118
119
120
121
122
123
124
139			restriction selectivity for area-comparison operators
140			join selectivity for area-comparison operators
195
196
197
198
200
201
208			aggregate transition function
209			larger of two
211			smaller of two
214
215
222			aggregate transition function
276			aggregate combine function
223			larger of two
224			smaller of two
228			round to nearest integer
229			truncate to integer
2308			nearest integer >= value
2320			nearest integer >= value
2309			nearest integer <= value
2310			sign of value
233			natural exponential (e^x)
234			natural logarithm
235			convert int2 to float8
236			convert int2 to float4
237			convert float8 to int2
238			convert float4 to int2
246			less-equal-greater
253			less-equal-greater
266			concatenate name and oid
274			current date and time - increments during transactions
320			bucket number of operand in equal-width histogram
311			convert float4 to float8
312			convert float8 to float4
313			convert int2 to int4
314			convert int4 to int2
316			convert int4 to float8
317			convert float8 to int4
318			convert int4 to float4
319			convert float4 to int4
3			row-oriented heap table access method handler
330			btree index access method handler
331			hash index access method handler
332			gist index access method handler
333			gin index access method handler
334			spgist index access method handler
335			brin index access method handler
3952			brin: standalone scan new table pages
3999			brin: standalone scan new table pages
4014			brin: desummarize page range
338			validate an operator class
636			test property of an index access method
637			test property of an index
638			test property of an index column
676			return name of given index build phase
347
348
350			less-equal-greater
3129			sort support
351			less-equal-greater
3130			sort support
842			less-equal-greater
3131			sort support
354			less-equal-greater
3132			sort support
355			less-equal-greater
3133			sort support
356			less-equal-greater
3134			sort support
404			less-equal-greater
358			less-equal-greater
359			less-equal-greater
3135			sort support
360			less-equal-greater
3255			sort support
5050			equal image
377			less-equal-greater
382			less-equal-greater
4126			window RANGE support
4127			window RANGE support
4128			window RANGE support
4129			window RANGE support
4130			window RANGE support
4131			window RANGE support
4132			window RANGE support
4139			window RANGE support
4140			window RANGE support
4141			window RANGE support
401			convert char(n) to text
406			convert name to text
407			convert text to name
408			convert name to char(n)
409			convert char(n) to name
449			hash
441			hash
450			hash
425			hash
949			hash
442			hash
451			hash
443			hash
452			hash
444			hash
453			hash
445			hash
454			hash
446			hash
455			hash
447			hash
400			hash
448			hash
456			hash
772			hash
457			hash
776			hash
329			hash
777			hash
399			hash
778			hash
422			hash
779			hash
432			hash
780			hash
328			hash
781			hash
438			count the number of NULL arguments
440			count the number of non-NULL arguments
458			larger of two
459			smaller of two
460
461
480			convert int8 to int4
481			convert int4 to int8
482			convert int8 to float8
483			convert float8 to int8
626			hash
782			hash
652			convert int8 to float4
653			convert float4 to int8
714			convert int8 to int2
754			convert int2 to int8
668			adjust char() to typmod length
3097			planner support for varchar length coercion
669			adjust varchar() to typmod length
710			deprecated, use current_user instead
720			octet length
721			get byte
722			set byte
723			get bit
724			set bit
749			substitute portion of string
752			substitute portion of string
6163			number of set bits
745			current user name
746			session user name
747			array dimensions
748			number of array dimensions
750
751
2091			array lower dimension
2092			array upper dimension
2176			array length
3179			array cardinality
378			append element onto end of array
379			prepend element onto front of array
394			split delimited text
376			split delimited text, with null string
6160			split delimited text
6161			split delimited text, with null string
395			concatenate array elements, using delimiter, into text
384			concatenate array elements, using delimiter and null string, into text
515			larger of two
516			smaller of two
3277			returns an offset of value in array
3278			returns an offset of value in array with start index
3279			returns an array of offsets of some value in array
1191			array subscripts generator
1192			array subscripts generator
1193			array constructor with value
1286			array constructor with value
2331			expand array to set of rows
3996			planner support for array_unnest
3167			remove any occurrences of an element from an array
3168			replace any occurrences of an element in an array
2333			aggregate transition function
2334			aggregate final function
2335			concatenate aggregate input into an array
4051			aggregate transition function
4052			aggregate final function
4053			concatenate aggregate input into an array
3218			bucket number of operand given a sorted array of bucket lower bounds
6172			remove last N elements of array
3816			array typanalyze
3817			restriction selectivity for array-containment operators
3818			join selectivity for array-containment operators
764			large object import
767			large object import
765			large object export
766			increment
768			larger of two
769			smaller of two
770			larger of two
771			smaller of two
849			position of substring
1023			planner support for textlike
860			convert char to char(n)
861			name of the current database
817			get the currently executing query
886
887
898			larger of two
899			smaller of two
935			output money amount as words
3823			convert money to numeric
3824			convert numeric to money
3811			convert int4 to money
3812			convert int8 to money
940			modulus
941			modulus
947			modulus
5044			greatest common divisor
5045			greatest common divisor
5046			least common multiple
5047			least common multiple
944			convert text to char
946			convert char to text
952			large object open
953			large object close
954			large object read
955			large object write
956			large object seek
3170			large object seek (64 bit)
957			large object create
715			large object create
958			large object position
3171			large object position (64 bit)
1004			truncate large object
3172			truncate large object (64 bit)
3457			create new large object with given content
3458			read entire large object
3459			read large object from offset for length
3460			write data at offset
964			large object unlink (delete)
975			box area
976			box width
977			box height
979			area of a closed path
4067			bounding box of two boxes
981			box diagonal
992			slope between points
993			convert points to line segment
1026			adjust timestamp to new time zone
1031
1032
1035			add/update ACL item
1036			remove ACL item
1037			contains
1365			make ACL item
3943			show hardwired default privileges, primarily for use by the information schema
1689			convert ACL item array to table, primarily for use by information schema
1044
1045
2913			I/O typmod
2914			I/O typmod
1046
1047
2915			I/O typmod
2916			I/O typmod
1063			larger of two
1064			smaller of two
1078			less-equal-greater
3328			sort support
1080			hash
972			hash
1081			format a type oid and atttypmod to canonical SQL
1084
1085
1092			less-equal-greater
3136			sort support
4133			window RANGE support
1107			less-equal-greater
1138			larger of two
1139			smaller of two
1143
1144
2909			I/O typmod
2910			I/O typmod
1150
1151
2907			I/O typmod
2908			I/O typmod
1158			convert UNIX epoch to timestamptz
1159			adjust timestamp to new time zone
1160
1161
2903			I/O typmod
2904			I/O typmod
1171			extract field from timestamp with time zone
6203			extract field from timestamp with time zone
1172			extract field from interval
6204			extract field from interval
1174			convert date to timestamp with time zone
2711			promote groups of 24 hours to numbers of days and promote groups of 30 days to numbers of months
1175			promote groups of 24 hours to numbers of days
1295			promote groups of 30 days to numbers of months
1176			convert date and time to timestamp with time zone
1178			convert timestamp with time zone to date
1181			age of a transaction ID, in transactions before current transaction
3939			age of a multi-transaction ID, in multi-transactions before current multi-transaction
1195			smaller of two
1196			larger of two
1197			smaller of two
1198			larger of two
1199			date difference preserving months and years
3918			planner support for interval length coercion
1200			adjust interval precision
1215			get description for object id and catalog name
1216			get description for table column
1993			get description for object id and shared catalog name
1217			truncate timestamp with time zone to specified units
1284			truncate timestamp with time zone to specified units in specified time zone
1218			truncate interval to specified units
1219			increment
3546			decrement
2804			increment, ignores second argument
3547			decrement, ignores second argument
1236			larger of two
1237			smaller of two
1024			planner support for texticregexeq
1271			intervals overlap?
1273			extract field from time with time zone
6201			extract field from time with time zone
1287			convert int8 to oid
1288			convert oid to int8
1291			trigger to suppress updates when new and old records match
1294			latest tid of a tuple
2794			less-equal-greater
2795			larger of two
2796			smaller of two
2233			hash
2234			hash
1299			current transaction time
2647			current transaction time
2648			current statement time
2649			current clock time
1300			restriction selectivity for position-comparison operators
1301			join selectivity for position-comparison operators
1302			restriction selectivity for containment comparison operators
1303			join selectivity for containment comparison operators
1304			intervals overlap?
1305			intervals overlap?
1306			intervals overlap?
1307			intervals overlap?
1308			intervals overlap?
1309			intervals overlap?
1310			intervals overlap?
1311			intervals overlap?
1312
1313
2905			I/O typmod
2906			I/O typmod
1314			less-equal-greater
1315			less-equal-greater
1316			convert timestamp to time
1317			length
1318			character length
1339			base 10 logarithm
1340			base 10 logarithm
1194			base 10 logarithm
1341			natural logarithm
1342			round to nearest integer
1343			truncate to integer
1344			square root
1345			cube root
1346			exponentiation
1368			exponentiation
1347			natural exponential (e^x)
1348			deprecated, use two-argument form instead
1349			print type names of oidvector field
1350
1351
2911			I/O typmod
2912			I/O typmod
1358			less-equal-greater
1359			convert date and time with time zone to timestamp with time zone
1367			character length
1369			character length
1370			convert time to interval
1372			character length
1374			octet length
1375			octet length
1377			larger of two
1378			smaller of two
1379			larger of two
1380			smaller of two
1381			character length
1384			extract field from date
6199			extract field from date
1385			extract field from time
6200			extract field from time
1386			date difference from today preserving months and years
1388			convert timestamp with time zone to time with time zone
1373			finite date?
1389			finite timestamp?
1390			finite interval?
1376			factorial
1394			absolute value
1395			absolute value
1396			absolute value
1397			absolute value
1398			absolute value
1400			convert varchar to name
1401			convert name to varchar
1402			current schema name
1403			current schema search list
1404			substitute portion of string
1405			substitute portion of string
1406			vertically aligned
1407			horizontally aligned
1408			parallel
1409			perpendicular
1410			vertical
1411			horizontal
1412			parallel
1413			perpendicular
1414			vertical
1415			horizontal
1416			center of
1419			convert interval to time
1421			convert points to box
1430			path closed?
1431			path open?
1433			close path
1434			open path
1440			convert x, y to point
1446			convert polygon to bounding box
1447			convert polygon to path
1448			convert box to polygon
1449			convert path to polygon
1450
1451
1468			area of circle
1469			diameter of circle
1470			radius of circle
1473			convert point and radius to circle
1474			convert polygon to circle
1475			convert vertex count and circle to polygon
4091			convert point to empty box
1479			convert box to circle
1480			convert circle to box
1490
1491
1493			construct line from points
1530			distance between endpoints
1531			sum of path segments
1532			center of
1534			center of
1540			center of
1541			diagonal of
1542			center of
1543			center of
1544			convert circle to 12-vertex polygon
1545			number of points
1556			number of points
1564
1565
2919			I/O typmod
2920			I/O typmod
1569			matches LIKE expression
1570			does not match LIKE expression
1571			matches LIKE expression
1572			does not match LIKE expression
1574			sequence next value
1575			sequence current value
1576			set sequence value
1765			set sequence value and is_called status
3078			sequence parameters, for use by information schema
4032			sequence last value
275			return the next oid for a system table
6241			stop making pinned objects during initdb
1579
1580
2902			I/O typmod
2921			I/O typmod
1596			less-equal-greater
1598			random value
1599			set random seed
1600			arcsine
1601			arccosine
1602			arctangent
1603			arctangent, two arguments
1604			sine
1605			cosine
1606			tangent
1607			cotangent
2731			arcsine, degrees
2732			arccosine, degrees
2733			arctangent, degrees
2734			arctangent, two arguments, degrees
2735			sine, degrees
2736			cosine, degrees
2737			tangent, degrees
2738			cotangent, degrees
1608			radians to degrees
1609			degrees to radians
1610			PI
2462			hyperbolic sine
2463			hyperbolic cosine
2464			hyperbolic tangent
2465			inverse hyperbolic sine
2466			inverse hyperbolic cosine
2467			inverse hyperbolic tangent
1620			convert first char to int4
1621			convert int4 to char
1622			replicate string n times
1623			convert SQL regexp pattern to POSIX style
1986			convert SQL regexp pattern to POSIX style
1987			convert SQL regexp pattern to POSIX style
1025			planner support for texticlike
1637			convert LIKE pattern to use backslash escapes
868			position of substring
870			lowercase
871			uppercase
872			capitalize each word
873			left-pad string to length
874			right-pad string to length
875			trim selected characters from left end of string
876			trim selected characters from right end of string
877			extract portion of string
878			map a set of characters appearing in string
879			left-pad string to length
880			right-pad string to length
881			trim spaces from left end of string
882			trim spaces from right end of string
883			extract portion of string
884			trim selected characters from both ends of string
885			trim spaces from both ends of string
936			extract portion of string
937			extract portion of string
2087			replace all occurrences in string of old_substr with new_substr
2284			replace text using regexp
2285			replace text using regexp
6251			replace text using regexp
6252			replace text using regexp
6253			replace text using regexp
3396			find first match for regexp
3397			find first match for regexp
2763			find match(es) for regexp
2764			find match(es) for regexp
6254			count regexp matches
6255			count regexp matches
6256			count regexp matches
6257			position of regexp match
6258			position of regexp match
6259			position of regexp match
6260			position of regexp match
6261			position of regexp match
6262			position of regexp match
6263			test for regexp match
6264			test for regexp match
6265			extract substring that matches regexp
6266			extract substring that matches regexp
6267			extract substring that matches regexp
6268			extract substring that matches regexp
6269			extract substring that matches regexp
2088			split string by field_sep and return field_num
2765			split string by pattern
2766			split string by pattern
2767			split string by pattern
2768			split string by pattern
2089			convert int4 number to hex
2090			convert int8 number to hex
1039			encoding name of current database
810			encoding name of current database
1713			length of string in specified encoding
1714			convert string with specified source encoding name
1717			convert string with specified destination encoding name
1813			convert string with specified encoding names
1264			convert encoding name to encoding id
1597			convert encoding id to encoding name
2319			maximum octet length of a character in given encoding
1573			source text of a rule
1640			select statement of a view
1641			select statement of a view
1642			role name by OID (with fallback)
1643			index description
3415			extended statistics object description
6174			extended statistics columns
6173			extended statistics expressions
3352			partition key description
3408			partition constraint description
1662			trigger description
1387			constraint description
1716			deparse an encoded expression
1665			name of sequence for a serial column
2098			definition of a function
2162			argument list of a function
2232			identity argument list of a function
2165			result type of a function
3808			function argument default
6197			function SQL body
1686			list of SQL keywords
6159			list of catalog foreign key relationships
2289			convert generic options array to name/value table
1619			type of the argument
3162			collation of the argument; implementation of the COLLATION FOR expression
3842			is a relation insertable/updatable/deletable
3843			is a column updatable
6120			oid of replica identity index if any
1250			deferred UNIQUE constraint check
1644			referential integrity FOREIGN KEY ... REFERENCES
1645			referential integrity FOREIGN KEY ... REFERENCES
1646			referential integrity ON DELETE CASCADE
1647			referential integrity ON UPDATE CASCADE
1648			referential integrity ON DELETE RESTRICT
1649			referential integrity ON UPDATE RESTRICT
1650			referential integrity ON DELETE SET NULL
1651			referential integrity ON UPDATE SET NULL
1652			referential integrity ON DELETE SET DEFAULT
1653			referential integrity ON UPDATE SET DEFAULT
1654			referential integrity ON DELETE NO ACTION
1655			referential integrity ON UPDATE NO ACTION
1672			less-equal-greater
1680			extract portion of bitstring
1681			bitstring length
1682			octet length
1683			convert int4 to bitstring
1684			convert bitstring to int4
1685			adjust bit() to typmod length
3158			planner support for varbit length coercion
1687			adjust varbit() to typmod length
1698			position of sub-bitstring
1699			extract portion of bitstring
3030			substitute portion of bitstring
3031			substitute portion of bitstring
3032			get bit
3033			set bit
6162			number of set bits
436
437
753			MACADDR manufacturer fields
836			less-equal-greater
3359			sort support
4110
4111
4112			MACADDR8 manufacturer fields
4119			less-equal-greater
4123			convert macaddr to macaddr8
4124			convert macaddr8 to macaddr
4125			set 7th bit in macaddr8
910
911
1267
1427
3562			larger of two
3563			smaller of two
926			less-equal-greater
1173			planner support for network_sub/superset
5033			sort support
598			abbreviated display of inet value
599			abbreviated display of cidr value
605			change netmask of inet
635			change netmask of cidr
711			address family (4 for IPv4, 6 for IPv6)
683			network part of address
696			netmask of address
697			netmask length
698			broadcast address of network
699			show address octets only
730			show all parts of inet/cidr value
1362			hostmask of address
1715			convert inet to cidr
2196			inet address of the client
2197			client's port number for this connection
2198			inet address of the server
2199			server's port number for this connection
4071			are the addresses from the same family?
4063			the smallest network which includes both of the given networks
3553			GiST support
3554			GiST support
3555			GiST support
3573			GiST support
3557			GiST support
3558			GiST support
3559			GiST support
3795			SP-GiST support
3796			SP-GiST support
3797			SP-GiST support
3798			SP-GiST support
3799			SP-GiST support
3560			restriction selectivity for network operators
3561			join selectivity for network operators
1693			less-equal-greater
1688			hash
3409			hash
1696			hash
3410			hash
1697			hash
3418			hash
1701
1702
2917			I/O typmod
2918			I/O typmod
3157			planner support for numeric length coercion
1703			adjust numeric to typmod precision/scale
1705			absolute value
1706			sign of value
1707			value rounded to 'scale'
1708			value rounded to 'scale' of zero
1709			value truncated to 'scale'
1710			value truncated to 'scale' of zero
1711			nearest integer >= value
2167			nearest integer >= value
1712			nearest integer <= value
1728			modulus
5048			greatest common divisor
5049			least common multiple
1730			square root
1731			square root
1732			natural exponential (e^x)
1733			natural exponential (e^x)
1734			natural logarithm
1735			natural logarithm
1736			logarithm base m of n
1737			logarithm base m of n
1738			exponentiation
2169			exponentiation
3281			number of decimal digits in the fractional part
5042			minimum scale needed to represent the value
5043			numeric with minimum scale needed to represent the value
1740			convert int4 to numeric
1741			base 10 logarithm
1481			base 10 logarithm
1742			convert float4 to numeric
1743			convert float8 to numeric
1744			convert numeric to int4
1745			convert numeric to float4
1746			convert numeric to float8
1973			trunc(x/y)
1980			trunc(x/y)
2170			bucket number of operand in equal-width histogram
1764			increment by one
1766			smaller of two
1767			larger of two
1769			less-equal-greater
3283			sort support
1779			convert numeric to int8
1781			convert int8 to numeric
1782			convert int2 to numeric
1783			convert numeric to int2
6103			convert numeric to pg_lsn
3556			convert jsonb to boolean
3449			convert jsonb to numeric
3450			convert jsonb to int2
3451			convert jsonb to int4
3452			convert jsonb to int8
3453			convert jsonb to float4
2580			convert jsonb to float8
1770			format timestamp with time zone to text
1772			format numeric to text
1773			format int4 to text
1774			format int8 to text
1775			format float4 to text
1776			format float8 to text
1777			convert text to numeric
1778			convert text to timestamp with time zone
1780			convert text to date
1768			format interval to text
1282			quote an identifier for usage in a querystring
1283			quote a literal for usage in a querystring
1285			quote a data value for usage in a querystring
1289			quote a possibly-null literal for usage in a querystring
1290			quote a possibly-null data value for usage in a querystring
1798
1799
3058			concatenate values
3059			concatenate values with separators
3060			extract the first n characters
3061			extract the last n characters
3062			reverse text
3539			format text message
3540			format text message
1810			length in bits
1811			length in bits
1812			length in bits
1814			restriction selectivity of ILIKE
1815			restriction selectivity of NOT ILIKE
1816			join selectivity of ILIKE
1817			join selectivity of NOT ILIKE
1818			restriction selectivity of regex match
1819			restriction selectivity of LIKE
1820			restriction selectivity of case-insensitive regex match
1821			restriction selectivity of regex non-match
1822			restriction selectivity of NOT LIKE
1823			restriction selectivity of case-insensitive regex non-match
1824			join selectivity of regex match
1825			join selectivity of LIKE
1826			join selectivity of case-insensitive regex match
1827			join selectivity of regex non-match
1828			join selectivity of NOT LIKE
1829			join selectivity of case-insensitive regex non-match
3437			restriction selectivity of exact prefix
3438			join selectivity of exact prefix
1830			aggregate final function
2512			aggregate final function
1831			aggregate final function
2513			aggregate final function
1832			aggregate final function
1833			aggregate transition function
3341			aggregate combine function
2858			aggregate transition function
3337			aggregate combine function
2740			aggregate serial function
2741			aggregate deserial function
3335			aggregate serial function
3336			aggregate deserial function
3548			aggregate transition function
1834			aggregate transition function
1835			aggregate transition function
1836			aggregate transition function
3338			aggregate combine function
3339			aggregate serial function
3340			aggregate deserial function
2746			aggregate transition function
3567			aggregate transition function
3568			aggregate transition function
3569			aggregate transition function
3387			aggregate transition function
2785			aggregate combine function
2786			aggregate serial function
2787			aggregate deserial function
3324			aggregate combine function
3178			aggregate final function
1837			aggregate final function
2514			aggregate final function
1838			aggregate final function
2596			aggregate final function
1839			aggregate final function
1840			aggregate transition function
1841			aggregate transition function
1842			aggregate transition function
3388			aggregate final function
3389			aggregate final function
3390			aggregate final function
3391			aggregate final function
3392			aggregate final function
3393			aggregate final function
1843			aggregate transition function
3325			aggregate combine function
3549			aggregate transition function
1844			aggregate final function
1962			aggregate transition function
1963			aggregate transition function
3570			aggregate transition function
3571			aggregate transition function
1964			aggregate final function
3572			aggregate final function
2805			aggregate transition function
2806			aggregate transition function
3342			aggregate combine function
2807			aggregate final function
2808			aggregate final function
2809			aggregate final function
2810			aggregate final function
2811			aggregate final function
2812			aggregate final function
2813			aggregate final function
2814			aggregate final function
2815			aggregate final function
2816			aggregate final function
2817			aggregate final function
3535			aggregate transition function
3536			aggregate final function
3538			concatenate aggregate input into a string
3543			aggregate transition function
3544			aggregate final function
3545			concatenate aggregate input into a bytea
1845			encode text from DB encoding to ASCII text
1846			encode text from encoding to ASCII text
1847			encode text from encoding to ASCII text
1922			user privilege on relation by username, rel name
1923			user privilege on relation by username, rel oid
1924			user privilege on relation by user oid, rel name
1925			user privilege on relation by user oid, rel oid
1926			current user privilege on relation by rel name
1927			current user privilege on relation by rel oid
2181			user privilege on sequence by username, seq name
2182			user privilege on sequence by username, seq oid
2183			user privilege on sequence by user oid, seq name
2184			user privilege on sequence by user oid, seq oid
2185			current user privilege on sequence by seq name
2186			current user privilege on sequence by seq oid
3012			user privilege on column by username, rel name, col name
3013			user privilege on column by username, rel name, col attnum
3014			user privilege on column by username, rel oid, col name
3015			user privilege on column by username, rel oid, col attnum
3016			user privilege on column by user oid, rel name, col name
3017			user privilege on column by user oid, rel name, col attnum
3018			user privilege on column by user oid, rel oid, col name
3019			user privilege on column by user oid, rel oid, col attnum
3020			current user privilege on column by rel name, col name
3021			current user privilege on column by rel name, col attnum
3022			current user privilege on column by rel oid, col name
3023			current user privilege on column by rel oid, col attnum
3024			user privilege on any column by username, rel name
3025			user privilege on any column by username, rel oid
3026			user privilege on any column by user oid, rel name
3027			user privilege on any column by user oid, rel oid
3028			current user privilege on any column by rel name
3029			current user privilege on any column by rel oid
3355
3356
3357
3358
3404
3405
3406
3407
5018
5019
5020
5021
3427			details about MCV list items
1928			statistics: number of scans done for table/index
1929			statistics: number of tuples read by seqscan
1930			statistics: number of tuples fetched by idxscan
1931			statistics: number of tuples inserted
1932			statistics: number of tuples updated
1933			statistics: number of tuples deleted
1972			statistics: number of tuples hot updated
2878			statistics: number of live tuples
2879			statistics: number of dead tuples
3177			statistics: number of tuples changed since last analyze
5053			statistics: number of tuples inserted since last vacuum
1934			statistics: number of blocks fetched
1935			statistics: number of blocks found in cache
2781			statistics: last manual vacuum time for a table
2782			statistics: last auto vacuum time for a table
2783			statistics: last manual analyze time for a table
2784			statistics: last auto analyze time for a table
3054			statistics: number of manual vacuums for a table
3055			statistics: number of auto vacuums for a table
3056			statistics: number of manual analyzes for a table
3057			statistics: number of auto analyzes for a table
1936			statistics: currently active backend IDs
2022			statistics: information about currently active backends
3318			statistics: information about progress of backends running maintenance command
3099			statistics: information about currently active replication
3317			statistics: information about WAL receiver
6169			statistics: information about replication slot
6230			statistics: check if a stats object exists
6231			statistics: information about subscription stats
6118			statistics: information about subscription
2026			statistics: current backend PID
1937			statistics: PID of backend
1938			statistics: database ID of backend
1939			statistics: user ID of backend
1940			statistics: current query of backend
2788			statistics: wait event type on which backend is currently waiting
2853			statistics: wait event on which backend is currently waiting
2094			statistics: start time for current query of backend
2857			statistics: start time for backend's current transaction
1391			statistics: start time for current backend session
1392			statistics: address of client connected to backend
1393			statistics: port number of client connected to backend
1941			statistics: number of backends in database
1942			statistics: transactions committed
1943			statistics: transactions rolled back
1944			statistics: blocks fetched for database
1945			statistics: blocks found in cache for database
2758			statistics: tuples returned for database
2759			statistics: tuples fetched for database
2760			statistics: tuples inserted in database
2761			statistics: tuples updated in database
2762			statistics: tuples deleted in database
3065			statistics: recovery conflicts in database caused by drop tablespace
3066			statistics: recovery conflicts in database caused by relation lock
3067			statistics: recovery conflicts in database caused by snapshot expiry
3068			statistics: recovery conflicts in database caused by shared buffer pin
3069			statistics: recovery conflicts in database caused by buffer deadlock
3070			statistics: recovery conflicts in database
3152			statistics: deadlocks detected in database
3426			statistics: checksum failures detected in database
3428			statistics: when last checksum failure was detected in database
3074			statistics: last reset for a database
3150			statistics: number of temporary files written
3151			statistics: number of bytes in temporary files written
2844			statistics: block read time, in milliseconds
2845			statistics: block write time, in milliseconds
6185			statistics: session time, in milliseconds
6186			statistics: session active time, in milliseconds
6187			statistics: session idle in transaction time, in milliseconds
6188			statistics: total number of sessions
2045			less-equal-greater
3137			sort support
6189			statistics: number of sessions disconnected by the client closing the network connection
6190			statistics: number of sessions disconnected by fatal errors
6191			statistics: number of sessions killed by administrative action
3195			statistics: information about WAL archiver
2769			statistics: number of timed checkpoints started by the bgwriter
2770			statistics: number of backend requested checkpoints started by the bgwriter
2771			statistics: number of buffers written by the bgwriter during checkpoints
2772			statistics: number of buffers written by the bgwriter for cleaning dirty buffers
2773			statistics: number of times the bgwriter stopped processing when it had written too many buffers while cleaning
3075			statistics: last reset for the bgwriter
3160			statistics: checkpoint time spent writing buffers to disk, in milliseconds
3161			statistics: checkpoint time spent synchronizing buffers to disk, in milliseconds
2775			statistics: number of buffers written by backends
3063			statistics: number of backend buffer writes that did their own fsync
2859			statistics: number of buffer allocations
1136			statistics: information about WAL activity
6248			statistics: information about WAL prefetching
2306			statistics: information about SLRU caches
2978			statistics: number of function calls
2979			statistics: total execution time of function, in milliseconds
2980			statistics: self execution time of function, in milliseconds
3037			statistics: number of scans done for table/index in current transaction
3038			statistics: number of tuples read by seqscan in current transaction
3039			statistics: number of tuples fetched by idxscan in current transaction
3040			statistics: number of tuples inserted in current transaction
3041			statistics: number of tuples updated in current transaction
3042			statistics: number of tuples deleted in current transaction
3043			statistics: number of tuples hot updated in current transaction
3044			statistics: number of blocks fetched in current transaction
3045			statistics: number of blocks found in cache in current transaction
3046			statistics: number of function calls in current transaction
3047			statistics: total execution time of function in current transaction, in milliseconds
3048			statistics: self execution time of function in current transaction, in milliseconds
3788			statistics: timestamp of the current statistics snapshot
2230			statistics: discard current transaction's statistics snapshot
2137			statistics: force stats to be flushed after the next commit
2274			statistics: reset collected statistics for current database
3775			statistics: reset collected statistics shared across the cluster
3776			statistics: reset collected statistics for a single table or index in the current database or shared across all databases in the cluster
3777			statistics: reset collected statistics for a single function in the current database
2307			statistics: reset collected statistics for a single SLRU
6170			statistics: reset collected statistics for a single replication slot
6232			statistics: reset collected statistics for a single subscription
3163			current trigger depth
3778			tablespace location
1946			convert bytea value into some ascii-only text string
1947			convert ascii-encoded text string into bytea value
1954			less-equal-greater
3331			sort support
3917			planner support for timestamp length coercion
3944			planner support for time length coercion
1961			adjust timestamp precision
1965			larger of two
1966			smaller of two
1967			adjust timestamptz precision
1968			adjust time precision
1969			adjust time with time zone precision
2007			matches LIKE expression
2008			does not match LIKE expression
2009			convert LIKE pattern to use backslash escapes
2010			octet length
2012			extract portion of string
2013			extract portion of string
2085			extract portion of string
2086			extract portion of string
2014			position of substring
2015			trim selected bytes from both ends of string
6195			trim selected bytes from left end of string
6196			trim selected bytes from right end of string
2019			convert timestamp with time zone to time
2020			truncate timestamp to specified units
6177			bin timestamp into specified interval
6178			bin timestamp with time zone into specified interval
2021			extract field from timestamp
6202			extract field from timestamp
2024			convert date to timestamp
2025			convert date and time to timestamp
2027			convert timestamp with time zone to timestamp
2028			convert timestamp to timestamp with time zone
2029			convert timestamp to date
2035			smaller of two
2036			larger of two
2037			adjust time with time zone to new zone
2038			adjust time with time zone to new zone
2039			hash
3411			hash
2041			intervals overlap?
2042			intervals overlap?
2043			intervals overlap?
2044			intervals overlap?
4134			window RANGE support
4135			window RANGE support
4136			window RANGE support
4137			window RANGE support
4138			window RANGE support
2046			convert time with time zone to time
2047			convert time to time with time zone
2048			finite timestamp?
2049			format timestamp to text
2058			date difference preserving months and years
2059			date difference from today preserving months and years
2069			adjust timestamp to new time zone
2070			adjust timestamp to new time zone
2073			extract text matching regular expression
2074			extract text matching SQL regular expression
2075			convert int8 to bitstring
2076			convert bitstring to int8
2077			SHOW X as a function
3294			SHOW X as a function, optionally no error for missing variable
2078			SET X as a function
2084			SHOW ALL as a function
6240			return flags for specified GUC
3329			show config file settings
3401			show pg_hba.conf rules
6250			show pg_ident.conf mappings
1371			view system lock information
2561			get array of PIDs of sessions blocking specified backend PID from acquiring a heavyweight lock
3376			get array of PIDs of sessions blocking specified backend PID from acquiring a safe snapshot
3378			isolationtester support function
1065			view two-phase transactions
3819			view members of a multixactid
3581			get commit timestamp of a transaction
6168			get commit timestamp and replication origin of a transaction
3583			get transaction Id, commit timestamp and replication origin of latest transaction commit
3537			get identification of SQL object
3839			get machine-parseable identification of SQL object
3382			get identification of SQL object for pg_get_object_address()
3954			get OID-based object address from name/args arrays
2079			is table visible in search path?
2080			is type visible in search path?
2081			is function visible in search path?
2082			is operator visible in search path?
2083			is opclass visible in search path?
3829			is opfamily visible in search path?
2093			is conversion visible in search path?
3403			is statistics object visible in search path?
3756			is text search parser visible in search path?
3757			is text search dictionary visible in search path?
3768			is text search template visible in search path?
3758			is text search configuration visible in search path?
3815			is collation visible in search path?
2854			get OID of current session's temp schema, if any
2855			is schema another session's temp schema?
2171			cancel a server process' current query
2096			terminate a server process
2172			prepare for taking an online backup
2739			finish taking an online backup
3436			promote standby server
2848			switch to new wal file
3098			create a named restore point
2849			current wal write location
2852			current wal insert location
3330			current wal flush location
2850			wal filename and byte offset, given a wal location
2851			wal filename, given a wal location
3165			difference in bytes, given two wal locations
3809			export a snapshot
3810			true if server is in recovery
3820			current wal flush location
3821			last wal replay location
3830			timestamp of last replay xact
3071			pause wal replay
3072			resume wal replay, if it was paused
3073			true if wal replay is paused
1137			get wal replay pause state
6224			get resource managers loaded in system
2621			reload configuration files
2622			rotate log file
4099			rotate log file - old version for adminpack 1.0
3800			current logging collector file location
3801			current logging collector file location
2623			get information about file
3307			get information about file
2624			read text from a file
3293			read text from a file
4100			read text from a file - old version for adminpack 1.0
3826			read text from a file
3827			read bytea from a file
3295			read bytea from a file
3828			read bytea from a file
2625			list all files in a directory
3297			list all files in a directory
2626			sleep for the specified time in seconds
3935			sleep for the specified interval
3936			sleep until the specified time
315			Is JIT compilation available in this session?
2971			convert boolean to text
2100			the average (arithmetic mean) as numeric of all bigint values
2101			the average (arithmetic mean) as numeric of all integer values
2102			the average (arithmetic mean) as numeric of all smallint values
2103			the average (arithmetic mean) as numeric of all numeric values
2452
2104			the average (arithmetic mean) as float8 of all float4 values
2105			the average (arithmetic mean) as float8 of all float8 values
2106			the average (arithmetic mean) as interval of all interval values
2107			sum as numeric across all bigint input values
2108			sum as bigint across all integer input values
2109			sum as bigint across all smallint input values
2110			sum as float4 across all float4 input values
2111			sum as float8 across all float8 input values
2112			sum as money across all money input values
2113			sum as interval across all interval input values
2114			sum as numeric across all numeric input values
2115			maximum value of all bigint input values
2116			maximum value of all integer input values
2117			maximum value of all smallint input values
2118			maximum value of all oid input values
2119			maximum value of all float4 input values
2120			maximum value of all float8 input values
2122			maximum value of all date input values
2123			maximum value of all time input values
2124			maximum value of all time with time zone input values
2125			maximum value of all money input values
2126			maximum value of all timestamp input values
2127			maximum value of all timestamp with time zone input values
2128			maximum value of all interval input values
2129			maximum value of all text input values
2130			maximum value of all numeric input values
2050			maximum value of all anyarray input values
2244			maximum value of all bpchar input values
2797			maximum value of all tid input values
3564			maximum value of all inet input values
4189			maximum value of all pg_lsn input values
5099			maximum value of all xid8 input values
2131			minimum value of all bigint input values
2132			minimum value of all integer input values
2133			minimum value of all smallint input values
2134			minimum value of all oid input values
2135			minimum value of all float4 input values
2136			minimum value of all float8 input values
2138			minimum value of all date input values
2139			minimum value of all time input values
2140			minimum value of all time with time zone input values
2141			minimum value of all money input values
2142			minimum value of all timestamp input values
2143			minimum value of all timestamp with time zone input values
2144			minimum value of all interval input values
2145			minimum value of all text values
2146			minimum value of all numeric input values
2051			minimum value of all anyarray input values
2245			minimum value of all bpchar input values
2798			minimum value of all tid input values
3565			minimum value of all inet input values
4190			minimum value of all pg_lsn input values
5100			minimum value of all xid8 input values
2147			number of input rows for which the input expression is not null
2803			number of input rows
6236			planner support for count run condition
2718			population variance of bigint input values (square of the population standard deviation)
2719			population variance of integer input values (square of the population standard deviation)
2720			population variance of smallint input values (square of the population standard deviation)
2721			population variance of float4 input values (square of the population standard deviation)
2722			population variance of float8 input values (square of the population standard deviation)
2723			population variance of numeric input values (square of the population standard deviation)
2641			sample variance of bigint input values (square of the sample standard deviation)
2642			sample variance of integer input values (square of the sample standard deviation)
2643			sample variance of smallint input values (square of the sample standard deviation)
2644			sample variance of float4 input values (square of the sample standard deviation)
2645			sample variance of float8 input values (square of the sample standard deviation)
2646			sample variance of numeric input values (square of the sample standard deviation)
2148			historical alias for var_samp
2149			historical alias for var_samp
2150			historical alias for var_samp
2151			historical alias for var_samp
2152			historical alias for var_samp
2153			historical alias for var_samp
2724			population standard deviation of bigint input values
2725			population standard deviation of integer input values
2726			population standard deviation of smallint input values
2727			population standard deviation of float4 input values
2728			population standard deviation of float8 input values
2729			population standard deviation of numeric input values
2712			sample standard deviation of bigint input values
2713			sample standard deviation of integer input values
2714			sample standard deviation of smallint input values
2715			sample standard deviation of float4 input values
2716			sample standard deviation of float8 input values
2717			sample standard deviation of numeric input values
2154			historical alias for stddev_samp
2155			historical alias for stddev_samp
2156			historical alias for stddev_samp
2157			historical alias for stddev_samp
2158			historical alias for stddev_samp
2159			historical alias for stddev_samp
2818			number of input rows in which both expressions are not null
2819			sum of squares of the independent variable (sum(X^2) - sum(X)^2/N)
2820			sum of squares of the dependent variable (sum(Y^2) - sum(Y)^2/N)
2821			sum of products of independent times dependent variable (sum(X*Y) - sum(X) * sum(Y)/N)
2822			average of the independent variable (sum(X)/N)
2823			average of the dependent variable (sum(Y)/N)
2824			square of the correlation coefficient
2825			slope of the least-squares-fit linear equation determined by the (X, Y) pairs
2826			y-intercept of the least-squares-fit linear equation determined by the (X, Y) pairs
2827			population covariance
2828			sample covariance
2829			correlation coefficient
2166			less-equal-greater
3332			sort support
2180			less-equal-greater
3333			sort support
2188			less-equal-greater
2189			less-equal-greater
2190			less-equal-greater
2191			less-equal-greater
2192			less-equal-greater
2193			less-equal-greater
2194			less-equal-greater
2195			less-equal-greater
2212
2213
2214
2215
3492			convert operator name to regoper
3476			convert operator name to regoperator
2216
2217
2218
2219
3495			convert classname to regclass
4193
4194
4195			convert classname to regcollation
2220
2221
3493			convert type name to regtype
1079			convert text to regclass
4098
4092
4093			convert role name to regrole
4084
4085
4086			convert namespace name to regnamespace
1268			parse qualified identifier to array of identifiers
2246			(internal)
2247			(internal)
2248			(internal)
2250			user privilege on database by username, database name
2251			user privilege on database by username, database oid
2252			user privilege on database by user oid, database name
2253			user privilege on database by user oid, database oid
2254			current user privilege on database by database name
2255			current user privilege on database by database oid
2256			user privilege on function by username, function name
2257			user privilege on function by username, function oid
2258			user privilege on function by user oid, function name
2259			user privilege on function by user oid, function oid
2260			current user privilege on function by function name
2261			current user privilege on function by function oid
2262			user privilege on language by username, language name
2263			user privilege on language by username, language oid
2264			user privilege on language by user oid, language name
2265			user privilege on language by user oid, language oid
2266			current user privilege on language by language name
2267			current user privilege on language by language oid
2268			user privilege on schema by username, schema name
2269			user privilege on schema by username, schema oid
2270			user privilege on schema by user oid, schema name
2271			user privilege on schema by user oid, schema oid
2272			current user privilege on schema by schema name
2273			current user privilege on schema by schema oid
2390			user privilege on tablespace by username, tablespace name
2391			user privilege on tablespace by username, tablespace oid
2392			user privilege on tablespace by user oid, tablespace name
2393			user privilege on tablespace by user oid, tablespace oid
2394			current user privilege on tablespace by tablespace name
2395			current user privilege on tablespace by tablespace oid
3000			user privilege on foreign data wrapper by username, foreign data wrapper name
3001			user privilege on foreign data wrapper by username, foreign data wrapper oid
3002			user privilege on foreign data wrapper by user oid, foreign data wrapper name
3003			user privilege on foreign data wrapper by user oid, foreign data wrapper oid
3004			current user privilege on foreign data wrapper by foreign data wrapper name
3005			current user privilege on foreign data wrapper by foreign data wrapper oid
3006			user privilege on server by username, server name
3007			user privilege on server by username, server oid
3008			user privilege on server by user oid, server name
3009			user privilege on server by user oid, server oid
3010			current user privilege on server by server name
3011			current user privilege on server by server oid
3138			user privilege on type by username, type name
3139			user privilege on type by username, type oid
3140			user privilege on type by user oid, type name
3141			user privilege on type by user oid, type oid
3142			current user privilege on type by type name
3143			current user privilege on type by type oid
6205			user privilege on parameter by username, parameter name
6206			user privilege on parameter by user oid, parameter name
6207			current user privilege on parameter by parameter name
2705			user privilege on role by username, role name
2706			user privilege on role by username, role oid
2707			user privilege on role by user oid, role name
2708			user privilege on role by user oid, role oid
2709			current user privilege on role by role name
2710			current user privilege on role by role oid
1269			bytes required to store the value, perhaps with compression
2121			compression method for the compressed datum
2322			total disk space usage for the specified tablespace
2323			total disk space usage for the specified tablespace
2324			total disk space usage for the specified database
2168			total disk space usage for the specified database
2325			disk space usage for the main fork of the specified table or index
2332			disk space usage for the specified fork of a table or index
2286			total disk space usage for the specified table and associated indexes
2288			convert a long int to a human readable text using size units
3166			convert a numeric to a human readable text using size units
3334			convert a size in human-readable format with size units into bytes
2997			disk space usage for the specified table, including TOAST, free space and visibility map
2998			disk space usage for all indexes attached to the specified table
2999			filenode identifier of relation
3454			relation OID for filenode and tablespace
3034			file path of relation
2316			(internal)
2290
2291
2292
2293
2294
2295
2296
2297
2298
2299
2300
2301
3594
3595
2302
2303
2304
2305
2312
2313
2398
2399
2597
2598
2777
2778
3116
3117
326
327
3311
3312
267
268
5086
5087
5088
5089
5090
5091
5092
5093
5094
5095
4226
4227
3313			BERNOULLI tablesample method handler
3314			SYSTEM tablesample method handler
2311			MD5 hash
2321			MD5 hash
3419			SHA-224 hash
3420			SHA-256 hash
3421			SHA-384 hash
3422			SHA-512 hash
2344			less-equal-greater
2357			less-equal-greater
2370			less-equal-greater
2383			less-equal-greater
2526			less-equal-greater
2533			less-equal-greater
2400
2401
2402
2403
2404
2405
2406
2407
2408
2409
2410
2411
2412
2413
2414
2415
2416
2417
2418
2419
2420
2421
2422
2423
2424
2425
2426
2427
2428
2429
2430
2431
2432
2433
2434
2435
2436
2437
2438
2439
2440
2441
2442
2443
2444
2445
2446
2447
2448
2449
2450
2451
2453
4196
4197
2454
2455
4094
4095
4087
4088
2456
2457
2458
2459
2460
2461
2468
2469
2470
2471
2472
2473
2474
2475
2476
2477
2478
2479
2480
2481
2482
2483
2484
2485
2486
2487
2488
2489
2490
2491
2492
2493
2494
2495
2496
2497
2498
2499
2500
2501
2502
2503
3120
3121
3446
3447
2504			source text of a rule with pretty-print option
2505			select statement of a view with pretty-print option
2506			select statement of a view with pretty-print option
3159			select statement of a view with pretty-printing and specified line wrapping
2507			index description (full create statement or single expression) with pretty-print option
2508			constraint description with pretty-print option
2509			deparse an encoded expression with pretty-print option
2510			get the prepared statements for this session
2511			get the open cursors for this session
2599			get the available time zone abbreviations
2856			get the available time zone names
2730			trigger description with pretty-print option
3035			get the channels that the current backend listens to
3036			send a notification event
3296			get the fraction of the asynchronous notification queue currently in use
5052			allocations from the main shared memory segment
2282			information about all memory contexts of local backend
4543			log memory contexts of the specified backend
1066			non-persistent series generator
1067			non-persistent series generator
3994			planner support for generate_series
1068			non-persistent series generator
1069			non-persistent series generator
3995			planner support for generate_series
3259			non-persistent series generator
3260			non-persistent series generator
938			non-persistent series generator
939			non-persistent series generator
2515			aggregate transition function
2516			aggregate transition function
3496			aggregate transition function
3497			aggregate transition function
3498			aggregate final function
3499			aggregate final function
2517			boolean-and aggregate
2518			boolean-or aggregate
2519			boolean-and aggregate
2236			bitwise-and smallint aggregate
2237			bitwise-or smallint aggregate
6164			bitwise-xor smallint aggregate
2238			bitwise-and integer aggregate
2239			bitwise-or integer aggregate
6165			bitwise-xor integer aggregate
2240			bitwise-and bigint aggregate
2241			bitwise-or bigint aggregate
6166			bitwise-xor bigint aggregate
2242			bitwise-and bit aggregate
2243			bitwise-or bit aggregate
6167			bitwise-xor bit aggregate
2556			get OIDs of databases in a tablespace
2557			convert int4 to boolean
2558			convert boolean to int4
2559			current value from last used sequence
2560			postmaster start time
2034			configuration load time
2578			GiST support
2581			GiST support
2582			GiST support
2583			GiST support
2584			GiST support
3998			GiST support
2585			GiST support
2586			GiST support
2591			GiST support
2592			GiST support
1030			GiST support
3282			GiST support
2179			GiST support
3064			GiST support
3280			GiST support
3288			GiST support
3435			sort support
2743			GIN array support
2774			GIN array support
2744			GIN array support
3920			GIN array support
3076			GIN array support (obsolete)
3383			BRIN minmax support
3384			BRIN minmax support
3385			BRIN minmax support
3386			BRIN minmax support
4616			BRIN multi minmax support
4617			BRIN multi minmax support
4618			BRIN multi minmax support
4619			BRIN multi minmax support
4620			BRIN multi minmax support
4621			BRIN multi minmax int2 distance
4622			BRIN multi minmax int4 distance
4623			BRIN multi minmax int8 distance
4624			BRIN multi minmax float4 distance
4625			BRIN multi minmax float8 distance
4626			BRIN multi minmax numeric distance
4627			BRIN multi minmax tid distance
4628			BRIN multi minmax uuid distance
4629			BRIN multi minmax date distance
4630			BRIN multi minmax time distance
4631			BRIN multi minmax interval distance
4632			BRIN multi minmax timetz distance
4633			BRIN multi minmax pg_lsn distance
4634			BRIN multi minmax macaddr distance
4635			BRIN multi minmax macaddr8 distance
4636			BRIN multi minmax inet distance
4637			BRIN multi minmax timestamp distance
4105			BRIN inclusion support
4106			BRIN inclusion support
4107			BRIN inclusion support
4108			BRIN inclusion support
4591			BRIN bloom support
4592			BRIN bloom support
4593			BRIN bloom support
4594			BRIN bloom support
4595			BRIN bloom support
2880			obtain exclusive advisory lock
3089			obtain exclusive advisory lock
2881			obtain shared advisory lock
3090			obtain shared advisory lock
2882			obtain exclusive advisory lock if available
3091			obtain exclusive advisory lock if available
2883			obtain shared advisory lock if available
3092			obtain shared advisory lock if available
2884			release exclusive advisory lock
2885			release shared advisory lock
2886			obtain exclusive advisory lock
3093			obtain exclusive advisory lock
2887			obtain shared advisory lock
3094			obtain shared advisory lock
2888			obtain exclusive advisory lock if available
3095			obtain exclusive advisory lock if available
2889			obtain shared advisory lock if available
3096			obtain shared advisory lock if available
2890			release exclusive advisory lock
2891			release shared advisory lock
2892			release all advisory locks
2893
2894
2895			generate XML comment
2896			perform a non-validating parse of a character string to produce an XML value
2897			validate an XML value
2898
2899
2900			aggregate transition function
2901			concatenate XML values
2922			serialize an XML value to a character string
2923			map table contents to XML
2924			map query result to XML
2925			map rows from cursor to XML
2926			map table structure to XML Schema
2927			map query result structure to XML Schema
2928			map cursor structure to XML Schema
2929			map table contents and structure to XML and XML Schema
2930			map query result and structure to XML and XML Schema
2933			map schema contents to XML
2934			map schema structure to XML Schema
2935			map schema contents and structure to XML and XML Schema
2936			map database contents to XML
2937			map database structure to XML Schema
2938			map database contents and structure to XML and XML Schema
2931			evaluate XPath expression, with namespaces support
2932			evaluate XPath expression
2614			test XML value against XPath expression
3049			test XML value against XPath expression, with namespace support
3050			test XML value against XPath expression
3051			determine if a string is well formed XML
3052			determine if a string is well formed XML document
3053			determine if a string is well formed XML content
321
322
323
324
3153			map array to json
3154			map array to json with optional pretty printing
3155			map row to json
3156			map row to json with optional pretty printing
3173			json aggregate transition function
3174			json aggregate final function
3175			aggregate input into json
3180			json object aggregate transition function
3196			json object aggregate final function
3197			aggregate input into a json object
3198			build a json array from any inputs
3199			build an empty json array
3200			build a json object from pairwise key/value inputs
3201			build an empty json object
3202			map text array of key value pairs to json object
3203			map text arrays of keys and values to json object
3176			map input to json
3261			remove object fields with null values from json
3951			get value from json with path elements
3953			get value from json as text with path elements
3955			key value pairs of a json object
3969			elements of json array
3956			length of json array
3957			get json object keys
3958			key value pairs of a json object
3959			key value pairs of a json object
3960			get record fields from a json object
3961			get set of records with fields from a json array of objects
3204			get record fields from a json object
3205			get set of records with fields from a json array of objects
3968			get the type of a json value
2952
2953
2960			less-equal-greater
3300			sort support
2961
2962
2963			hash
3412			hash
3432			generate random UUID
3229
3230
3238
3239
3251			less-equal-greater
3252			hash
3413			hash
4187			larger of two
4188			smaller of two
3504
3505
3506
3507
3514			less-equal-greater
3515			hash
3414			hash
3524			smaller of two
3525			larger of two
3526			maximum value of all enum input values
3527			minimum value of all enum input values
3528			first value of the input enum type
3529			last value of the input enum type
3530			range between the two given enum values, as an ordered array
3531			range of the given enum type, as an ordered array
3532
3533
3610
3639
3611
3638
3612
3641
3613
3640
3646
3647
3622			less-equal-greater
3711			number of lexemes
3623			strip position information
3624			set given weight for whole tsvector
3320			set given weight for given lexemes
3321			delete lexeme
3323			delete given lexemes
3322			expand tsvector to set of rows
3326			convert tsvector to array of lexemes
3327			build tsvector from array of lexemes
3319			delete lexemes that do not have one of the given weights
3648			GiST tsvector support
3649			GiST tsvector support
3650			GiST tsvector support
3651			GiST tsvector support
3652			GiST tsvector support
3653			GiST tsvector support
3654			GiST tsvector support
3790			GiST tsvector support (obsolete)
3434			GiST tsvector support
3656			GIN tsvector support
3657			GIN tsvector support
3658			GIN tsvector support
3921			GIN tsvector support
3724			GIN tsvector support
2700			GIN tsvector support
3077			GIN tsvector support (obsolete)
3087			GIN tsvector support (obsolete)
3088			GIN tsvector support (obsolete)
3791			GIN tsvector support (obsolete)
3792			GIN tsvector support (obsolete)
3789			clean up GIN pending list
3668			less-equal-greater
5004			phrase-concatenate with distance
3672			number of nodes
3673			show real useful query for GiST index
3684			rewrite tsquery
3685			rewrite tsquery
3695			GiST tsquery support
3697			GiST tsquery support
3698			GiST tsquery support
3699			GiST tsquery support
3700			GiST tsquery support
3701			GiST tsquery support
3793			GiST tsquery support (obsolete)
3686			restriction selectivity of tsvector @@ tsquery
3687			join selectivity of tsvector @@ tsquery
3688			tsvector typanalyze
3689			statistics of tsvector column
3690			statistics of tsvector column
3703			relevance
3704			relevance
3705			relevance
3706			relevance
3707			relevance
3708			relevance
3709			relevance
3710			relevance
3713			get parser's token types
3714			get parser's token types
3715			parse text to tokens
3716			parse text to tokens
3717			(internal)
3718			(internal)
3719			(internal)
3720			(internal)
3721			(internal)
3723			normalize one word by dictionary
6183			debug function for text search configuration
6184			debug function for current text search configuration
3725			(internal)
3726			(internal)
3728			(internal)
3729			(internal)
3731			(internal)
3732			(internal)
3740			(internal)
3741			(internal)
3743			generate headline
3744			generate headline
3754			generate headline
3755			generate headline
4201			generate headline from jsonb
4202			generate headline from jsonb
4203			generate headline from jsonb
4204			generate headline from jsonb
4205			generate headline from json
4206			generate headline from json
4207			generate headline from json
4208			generate headline from json
3745			transform to tsvector
3746			make tsquery
3747			transform to tsquery
5006			transform to tsquery
5007			transform to tsquery
3749			transform to tsvector
3750			make tsquery
3751			transform to tsquery
5001			transform to tsquery
5009			transform to tsquery
4209			transform string values from jsonb to tsvector
4213			transform specified values from jsonb to tsvector
4210			transform string values from json to tsvector
4215			transform specified values from json to tsvector
4211			transform string values from jsonb to tsvector
4214			transform specified values from jsonb to tsvector
4212			transform string values from json to tsvector
4216			transform specified values from json to tsvector
3752			trigger for automatic update of tsvector column
3753			trigger for automatic update of tsvector column
3759			get current tsearch configuration
3736
3737
3738
3739
3771
3772
3773
3774
3806
3805
3804
3803
3263			map text array of key value pairs to jsonb object
3264			map text array of key value pairs to jsonb object
3787			map input to jsonb
3265			jsonb aggregate transition function
3266			jsonb aggregate final function
3267			aggregate input into jsonb
3268			jsonb object aggregate transition function
3269			jsonb object aggregate final function
3270			aggregate inputs into jsonb object
3271			build a jsonb array from any inputs
3272			build an empty jsonb array
3273			build a jsonb object from pairwise key/value inputs
3274			build an empty jsonb object
3262			remove object fields with null values from jsonb
3217			get value from jsonb with path elements
3940			get value from jsonb as text with path elements
3219			elements of a jsonb array
3465			elements of jsonb array
3207			length of jsonb array
3931			get jsonb object keys
3208			key value pairs of a jsonb object
3932			key value pairs of a jsonb object
3209			get record fields from a jsonb object
3475			get set of records with fields from a jsonb array of objects
3490			get record fields from a jsonb object
3491			get set of records with fields from a jsonb array of objects
3210			get the type of a jsonb value
4044			less-equal-greater
4045			hash
3416			hash
3480			GIN support
3482			GIN support
3483			GIN support
3484			GIN support
3488			GIN support
3485			GIN support
3486			GIN support
3487			GIN support
3489			GIN support
5054			Set part of a jsonb, handle NULL value
3305			Set part of a jsonb
3306			Indented text from jsonb
3579			Insert value into a jsonb
4001
4002
4003
4004
4005			jsonpath exists test
4006			jsonpath query
4007			jsonpath query wrapped into array
4008			jsonpath query first item
4009			jsonpath match
1177			jsonpath exists test with timezone
1179			jsonpath query with timezone
1180			jsonpath query wrapped into array with timezone
2023			jsonpath query first item with timezone
2030			jsonpath match with timezone
4010			implementation of @? operator
4011			implementation of @@ operator
2939
2940
2941
2942
2943			get current transaction ID
3348			get current transaction ID
2944			get current snapshot
2945			get xmin of snapshot
2946			get xmax of snapshot
2947			get set of in-progress txids in snapshot
2948			is txid visible in snapshot?
3360			commit status of transaction
5055
5056
5057
5058
5061			get current snapshot
5062			get xmin of snapshot
5063			get xmax of snapshot
5064			get set of in-progress transactions in snapshot
5065			is xid8 visible in snapshot?
5059			get current transaction ID
5060			get current transaction ID
5066			commit status of transaction
2987			less-equal-greater
6192			hash
6193			hash
3187			less-equal-greater based on byte images
5051			equal image
3082			list available extensions
3083			list available extension versions
3084			list an extension's version update paths
3086			flag an extension's table contents to be emitted by pg_dump
3100			row number within partition
6233			planner support for row_number run condition
3101			integer rank with gaps
6234			planner support for rank run condition
3102			integer rank without gaps
6235			planner support for dense rank run condition
3103			fractional rank within partition
3104			fractional row number within partition
3105			split rows into N groups
3106			fetch the preceding row value
3107			fetch the Nth preceding row value
3108			fetch the Nth preceding row value with default
3109			fetch the following row value
3110			fetch the Nth following row value
3111			fetch the Nth following row value with default
3112			fetch the first row value
3113			fetch the last row value
3114			fetch the Nth row value
3832
3833
3834
3835
3836
3837
3848			lower bound of range
3849			upper bound of range
3850			is the range empty?
3851			is the range's lower bound inclusive?
3852			is the range's upper bound inclusive?
3853			is the range's lower bound infinite?
3854			is the range's upper bound infinite?
4057			the smallest range which includes both of the given ranges
4228			the smallest range which includes the whole multirange
3870			less-equal-greater
3875			GiST support
3876			GiST support
3879			GiST support
3880			GiST support
3881			GiST support
6154			GiST support
6156			GiST support
3902			hash a range
3417			hash a range
3916			range typanalyze
3169			restriction selectivity for range operators
4401			range aggregate by intersecting
4450			range aggregate by intersecting
3914			convert an int4 range to canonical form
3928			convert an int8 range to canonical form
3915			convert a date range to canonical form
3922			float8 difference of two int4 values
3923			float8 difference of two int8 values
3924			float8 difference of two numeric values
3925			float8 difference of two date values
3929			float8 difference of two timestamp values
3930			float8 difference of two timestamp with time zone values
3840			int4range constructor
3841			int4range constructor
3844			numrange constructor
3845			numrange constructor
3933			tsrange constructor
3934			tsrange constructor
3937			tstzrange constructor
3938			tstzrange constructor
3941			daterange constructor
3942			daterange constructor
3945			int8range constructor
3946			int8range constructor
4229
4230
4231
4232
4233
4234
4235			lower bound of multirange
4236			upper bound of multirange
4237			is the multirange empty?
4238			is the multirange's lower bound inclusive?
4239			is the multirange's upper bound inclusive?
4240			is the multirange's lower bound infinite?
4241			is the multirange's upper bound infinite?
4242			multirange typanalyze
4243			restriction selectivity for multirange operators
4273			less-equal-greater
4278			hash a multirange
4279			hash a multirange
4280			int4multirange constructor
4281			int4multirange constructor
4282			int4multirange constructor
4283			nummultirange constructor
4284			nummultirange constructor
4285			nummultirange constructor
4286			tsmultirange constructor
4287			tsmultirange constructor
4288			tsmultirange constructor
4289			tstzmultirange constructor
4290			tstzmultirange constructor
4291			tstzmultirange constructor
4292			datemultirange constructor
4293			datemultirange constructor
4294			datemultirange constructor
4295			int8multirange constructor
4296			int8multirange constructor
4297			int8multirange constructor
4298			anymultirange cast
4299			aggregate transition function
4300			aggregate final function
4301			combine aggregate input into a multirange
6225			aggregate transition function
6226			aggregate final function
6227			combine aggregate input into a multirange
4388			range aggregate by intersecting
4389			range aggregate by intersecting
1293			expand multirange to set of ranges
3846			construct date
3847			construct time
3461			construct timestamp
3462			construct timestamp with time zone
3463			construct timestamp with time zone
3464			construct interval
4018			SP-GiST support for quad tree over point
4019			SP-GiST support for quad tree over point
4020			SP-GiST support for quad tree over point
4021			SP-GiST support for quad tree over point
4022			SP-GiST support for quad tree and k-d tree over point
4023			SP-GiST support for k-d tree over point
4024			SP-GiST support for k-d tree over point
4025			SP-GiST support for k-d tree over point
4026			SP-GiST support for k-d tree over point
4027			SP-GiST support for radix tree over text
4028			SP-GiST support for radix tree over text
4029			SP-GiST support for radix tree over text
4030			SP-GiST support for radix tree over text
4031			SP-GiST support for radix tree over text
3469			SP-GiST support for quad tree over range
3470			SP-GiST support for quad tree over range
3471			SP-GiST support for quad tree over range
3472			SP-GiST support for quad tree over range
3473			SP-GiST support for quad tree over range
5012			SP-GiST support for quad tree over box
5013			SP-GiST support for quad tree over box
5014			SP-GiST support for quad tree over box
5015			SP-GiST support for quad tree over box
5016			SP-GiST support for quad tree over box
5010			SP-GiST support for quad tree over 2-D types represented by their bounding boxes
5011			SP-GiST support for quad tree over polygons
3779			create a physical replication slot
4220			copy a physical replication slot, changing temporality
4221			copy a physical replication slot
3780			drop a replication slot
3781			information about replication slots currently in use
3786			set up a logical replication slot
4222			copy a logical replication slot, changing temporality and plugin
4223			copy a logical replication slot, changing temporality
4224			copy a logical replication slot
3782			get changes from replication slot
3783			get binary changes from replication slot
3784			peek at changes from replication slot
3785			peek at binary changes from replication slot
3878			advance logical replication slot
3577			emit a textual logical decoding message
3578			emit a binary logical decoding message
3566			list objects dropped by the current command
4566			return Oid of the table getting rewritten
4567			return reason code for table getting rewritten
4568			list DDL actions being executed by the current command
3970			aggregate transition function
3971			aggregate transition function
3972			discrete percentile
3973			aggregate final function
3974			continuous distribution percentile
3975			aggregate final function
3976			continuous distribution percentile
3977			aggregate final function
3978			multiple discrete percentiles
3979			aggregate final function
3980			multiple continuous percentiles
3981			aggregate final function
3982			multiple continuous percentiles
3983			aggregate final function
3984			most common value
3985			aggregate final function
3986			rank of hypothetical row
3987			aggregate final function
3988			fractional rank of hypothetical row
3989			aggregate final function
3990			cumulative distribution of hypothetical row
3991			aggregate final function
3992			rank of hypothetical row without gaps
3993			aggregate final function
3582			for use by pg_upgrade
3584			for use by pg_upgrade
4390			for use by pg_upgrade
4391			for use by pg_upgrade
3586			for use by pg_upgrade
3587			for use by pg_upgrade
3588			for use by pg_upgrade
3589			for use by pg_upgrade
3590			for use by pg_upgrade
3591			for use by pg_upgrade
4083			for use by pg_upgrade
4101			for use by pg_upgrade
4545			for use by pg_upgrade
4546			for use by pg_upgrade
4547			for use by pg_upgrade
4548			for use by pg_upgrade
4302			internal conversion function for KOI8R to MULE_INTERNAL
4303			internal conversion function for MULE_INTERNAL to KOI8R
4304			internal conversion function for ISO-8859-5 to MULE_INTERNAL
4305			internal conversion function for MULE_INTERNAL to ISO-8859-5
4306			internal conversion function for WIN1251 to MULE_INTERNAL
4307			internal conversion function for MULE_INTERNAL to WIN1251
4308			internal conversion function for WIN866 to MULE_INTERNAL
4309			internal conversion function for MULE_INTERNAL to WIN866
4310			internal conversion function for KOI8R to WIN1251
4311			internal conversion function for WIN1251 to KOI8R
4312			internal conversion function for KOI8R to WIN866
4313			internal conversion function for WIN866 to KOI8R
4314			internal conversion function for WIN866 to WIN1251
4315			internal conversion function for WIN1251 to WIN866
4316			internal conversion function for ISO-8859-5 to KOI8R
4317			internal conversion function for KOI8R to ISO-8859-5
4318			internal conversion function for ISO-8859-5 to WIN1251
4319			internal conversion function for WIN1251 to ISO-8859-5
4320			internal conversion function for ISO-8859-5 to WIN866
4321			internal conversion function for WIN866 to ISO-8859-5
4322			internal conversion function for EUC_CN to MULE_INTERNAL
4323			internal conversion function for MULE_INTERNAL to EUC_CN
4324			internal conversion function for EUC_JP to SJIS
4325			internal conversion function for SJIS to EUC_JP
4326			internal conversion function for EUC_JP to MULE_INTERNAL
4327			internal conversion function for SJIS to MULE_INTERNAL
4328			internal conversion function for MULE_INTERNAL to EUC_JP
4329			internal conversion function for MULE_INTERNAL to SJIS
4330			internal conversion function for EUC_KR to MULE_INTERNAL
4331			internal conversion function for MULE_INTERNAL to EUC_KR
4332			internal conversion function for EUC_TW to BIG5
4333			internal conversion function for BIG5 to EUC_TW
4334			internal conversion function for EUC_TW to MULE_INTERNAL
4335			internal conversion function for BIG5 to MULE_INTERNAL
4336			internal conversion function for MULE_INTERNAL to EUC_TW
4337			internal conversion function for MULE_INTERNAL to BIG5
4338			internal conversion function for LATIN2 to MULE_INTERNAL
4339			internal conversion function for MULE_INTERNAL to LATIN2
4340			internal conversion function for WIN1250 to MULE_INTERNAL
4341			internal conversion function for MULE_INTERNAL to WIN1250
4342			internal conversion function for LATIN2 to WIN1250
4343			internal conversion function for WIN1250 to LATIN2
4344			internal conversion function for LATIN1 to MULE_INTERNAL
4345			internal conversion function for MULE_INTERNAL to LATIN1
4346			internal conversion function for LATIN3 to MULE_INTERNAL
4347			internal conversion function for MULE_INTERNAL to LATIN3
4348			internal conversion function for LATIN4 to MULE_INTERNAL
4349			internal conversion function for MULE_INTERNAL to LATIN4
4352			internal conversion function for BIG5 to UTF8
4353			internal conversion function for UTF8 to BIG5
4354			internal conversion function for UTF8 to KOI8R
4355			internal conversion function for KOI8R to UTF8
4356			internal conversion function for UTF8 to KOI8U
4357			internal conversion function for KOI8U to UTF8
4358			internal conversion function for UTF8 to WIN
4359			internal conversion function for WIN to UTF8
4360			internal conversion function for EUC_CN to UTF8
4361			internal conversion function for UTF8 to EUC_CN
4362			internal conversion function for EUC_JP to UTF8
4363			internal conversion function for UTF8 to EUC_JP
4364			internal conversion function for EUC_KR to UTF8
4365			internal conversion function for UTF8 to EUC_KR
4366			internal conversion function for EUC_TW to UTF8
4367			internal conversion function for UTF8 to EUC_TW
4368			internal conversion function for GB18030 to UTF8
4369			internal conversion function for UTF8 to GB18030
4370			internal conversion function for GBK to UTF8
4371			internal conversion function for UTF8 to GBK
4372			internal conversion function for UTF8 to ISO-8859 2-16
4373			internal conversion function for ISO-8859 2-16 to UTF8
4374			internal conversion function for LATIN1 to UTF8
4375			internal conversion function for UTF8 to LATIN1
4376			internal conversion function for JOHAB to UTF8
4377			internal conversion function for UTF8 to JOHAB
4378			internal conversion function for SJIS to UTF8
4379			internal conversion function for UTF8 to SJIS
4380			internal conversion function for UHC to UTF8
4381			internal conversion function for UTF8 to UHC
4382			internal conversion function for EUC_JIS_2004 to UTF8
4383			internal conversion function for UTF8 to EUC_JIS_2004
4384			internal conversion function for SHIFT_JIS_2004 to UTF8
4385			internal conversion function for UTF8 to SHIFT_JIS_2004
4386			internal conversion function for EUC_JIS_2004 to SHIFT_JIS_2004
4387			internal conversion function for SHIFT_JIS_2004 to EUC_JIS_2004
5040			restriction selectivity for generic matching operators
5041			join selectivity for generic matching operators
6003			create a replication origin
6004			drop replication origin identified by its name
6005			translate the replication origin's name to its id
6006			configure session to maintain replication progress tracking for the passed in origin
6007			teardown configured replication progress tracking
6008			is a replication origin configured in this session
6009			get the replication progress of the current session
6010			setup the transaction's origin lsn and timestamp
6011			reset the transaction's origin lsn and timestamp
6012			advance replication origin to specific location
6013			get an individual replication origin's replication progress
6014			get progress for all replication origins
6119			get information of tables in a publication
6121			returns whether a relation can be part of a publication
3298			row security for current context active on table by table oid
3299			row security for current context active on table by table name
3400			pg_config binary as a function
3441			pg_controldata general state information as a function
3442			pg_controldata checkpoint state information as a function
3443			pg_controldata recovery state information as a function
3444			pg_controldata init state information as a function
6179			standard array subscripting support
6180			raw array subscripting support
6098			jsonb subscripting logic
3445			import collations from operating system
3448			get actual version of collation from operating system
6249			get actual version of database collation from operating system
3353			list files in the log directory
3354			list of files in the WAL directory
5031			list of files in the archive_status directory
5029			list files in the pgsql_tmp directory
5030			list files in the pgsql_tmp directory
6270			list of files in the pg_logical/snapshots directory
6271			list of files in the pg_logical/mappings directory
6272			list of files in the pg_replslot/slot_name directory
5028			hash partition CHECK constraint
3423			view partition tree tables
3425			view ancestors of the partition
3424			get top-most partition root parent
4350			Unicode normalization
4351			check Unicode normalization
6198			unescape Unicode characters
4596
4597
4598
4599
4638
4639
4640
4641
16	1247		boolean, 'true'/'false'
17	1247		variable-length string, binary values escaped
18	1247		single character
19	1247		63-byte type for storing system identifiers
20	1247		~18 digit integer, 8-byte storage
21	1247		-32 thousand to 32 thousand, 2-byte storage
22	1247		array of int2, used in system tables
23	1247		-2 billion to 2 billion integer, 4-byte storage
24	1247		registered procedure
25	1247		variable-length string, no limit specified
26	1247		object identifier(oid), maximum 4 billion
27	1247		(block, offset), physical location of tuple
28	1247		transaction id
29	1247		command identifier type, sequence in transaction id
30	1247		array of oids, used in system tables
114	1247		JSON stored as text
142	1247		XML content
194	1247		string representing an internal node tree
3361	1247		multivariate ndistinct coefficients
3402	1247		multivariate dependencies
5017	1247		multivariate MCV list
32	1247		internal type for passing CollectedCommand
5069	1247		full transaction id
600	1247		geometric point '(x, y)'
601	1247		geometric line segment '(pt1,pt2)'
602	1247		geometric path '(pt1,...)'
603	1247		geometric box '(lower left,upper right)'
604	1247		geometric polygon '(pt1,...)'
628	1247		geometric line
700	1247		single-precision floating point number, 4-byte storage
701	1247		double-precision floating point number, 8-byte storage
705	1247		pseudo-type representing an undetermined type
718	1247		geometric circle '(center,radius)'
790	1247		monetary amounts, $d,ddd.cc
829	1247		XX:XX:XX:XX:XX:XX, MAC address
869	1247		IP address/netmask, host address, netmask optional
650	1247		network IP address/netmask, network address
774	1247		XX:XX:XX:XX:XX:XX:XX:XX, MAC address
1033	1247		access control list
1042	1247		char(length), blank-padded string, fixed storage length
1043	1247		varchar(length), non-blank-padded string, variable storage length
1082	1247		date
1083	1247		time of day
1114	1247		date and time
1184	1247		date and time with time zone
1186	1247		@ <number> <units>, time interval
1266	1247		time of day with time zone
1560	1247		fixed-length bit string
1562	1247		variable-length bit string
1700	1247		numeric(precision, decimal), arbitrary precision number
1790	1247		reference to cursor (portal name)
2202	1247		registered procedure (with args)
2203	1247		registered operator
2204	1247		registered operator (with args)
2205	1247		registered class
4191	1247		registered collation
2206	1247		registered type
4096	1247		registered role
4089	1247		registered namespace
2950	1247		UUID datatype
3220	1247		PostgreSQL LSN datatype
3614	1247		text representation for text search
3642	1247		GiST index internal text representation for text search
3615	1247		query representation for text search
3734	1247		registered text search configuration
3769	1247		registered text search dictionary
3802	1247		Binary JSON
4072	1247		JSON path
2970	1247		txid snapshot
5038	1247		snapshot
3904	1247		range of integers
3906	1247		range of numerics
3908	1247		range of timestamps without time zone
3910	1247		range of timestamps with time zone
3912	1247		range of dates
3926	1247		range of bigints
4451	1247		multirange of integers
4532	1247		multirange of numerics
4533	1247		multirange of timestamps without time zone
4534	1247		multirange of timestamps with time zone
4535	1247		multirange of dates
4536	1247		multirange of bigints
2249	1247		pseudo-type representing any composite type
2275	1247		C-style string
2276	1247		pseudo-type representing any type
2277	1247		pseudo-type representing a polymorphic array type
2278	1247		pseudo-type for the result of a function with no real result
2279	1247		pseudo-type for the result of a trigger function
3838	1247		pseudo-type for the result of an event trigger function
2280	1247		pseudo-type for the result of a language handler function
2281	1247		pseudo-type representing an internal data structure
2283	1247		pseudo-type representing a polymorphic base type
2776	1247		pseudo-type representing a polymorphic base type that is not an array
3500	1247		pseudo-type representing a polymorphic base type that is an enum
3115	1247		pseudo-type for the result of an FDW handler function
325	1247		pseudo-type for the result of an index AM handler function
3310	1247		pseudo-type for the result of a tablesample method function
3831	1247		pseudo-type representing a range over a polymorphic base type
5077	1247		pseudo-type representing a polymorphic common type
5078	1247		pseudo-type representing an array of polymorphic common type elements
5079	1247		pseudo-type representing a polymorphic common type that is not an array
5080	1247		pseudo-type representing a range over a polymorphic common type
4537	1247		pseudo-type representing a polymorphic base type that is a multirange
4538	1247		pseudo-type representing a multirange over a polymorphic common type
4600	1247		BRIN bloom summary
4601	1247		BRIN minmax-multi summary
15	2617		equal
36	2617		not equal
37	2617		less than
76	2617		greater than
80	2617		less than or equal
82	2617		greater than or equal
58	2617		less than
59	2617		greater than
85	2617		not equal
91	2617		equal
1694	2617		less than or equal
1695	2617		greater than or equal
92	2617		equal
93	2617		equal
94	2617		equal
95	2617		less than
96	2617		equal
97	2617		less than
98	2617		equal
3877	2617		starts with
254	2617		equal
255	2617		less than
256	2617		less than or equal
257	2617		greater than or equal
258	2617		greater than
259	2617		not equal
260	2617		equal
261	2617		less than
262	2617		less than or equal
263	2617		greater than or equal
264	2617		greater than
265	2617		not equal
349	2617		append element onto end of array
374	2617		prepend element onto front of array
375	2617		concatenate
352	2617		equal
353	2617		equal
3315	2617		not equal
3316	2617		not equal
5068	2617		equal
5072	2617		not equal
5073	2617		less than
5074	2617		greater than
5075	2617		less than or equal
5076	2617		greater than or equal
385	2617		equal
387	2617		equal
402	2617		not equal
2799	2617		less than
2800	2617		greater than
2801	2617		less than or equal
2802	2617		greater than or equal
410	2617		equal
411	2617		not equal
412	2617		less than
413	2617		greater than
414	2617		less than or equal
415	2617		greater than or equal
416	2617		equal
417	2617		not equal
418	2617		less than
419	2617		greater than
420	2617		less than or equal
430	2617		greater than or equal
439	2617		modulus
473	2617		absolute value
484	2617		negate
485	2617		is left of
486	2617		overlaps or is left of
487	2617		overlaps or is right of
488	2617		is right of
489	2617		is contained by
490	2617		contains
491	2617		same as
492	2617		overlaps
493	2617		is left of
494	2617		overlaps or is left of
495	2617		overlaps or is right of
496	2617		is right of
497	2617		is contained by
498	2617		contains
499	2617		same as
500	2617		overlaps
501	2617		greater than or equal by area
502	2617		greater than by area
503	2617		equal by area
504	2617		less than by area
505	2617		less than or equal by area
506	2617		deprecated, use |>> instead
507	2617		is left of
508	2617		is right of
509	2617		deprecated, use <<| instead
510	2617		same as
511	2617		point inside box
433	2617		contains
512	2617		point within closed path, or point on open path
513	2617		center of
514	2617		multiply
517	2617		distance between
518	2617		not equal
519	2617		not equal
520	2617		greater than
521	2617		greater than
522	2617		less than or equal
523	2617		less than or equal
524	2617		greater than or equal
525	2617		greater than or equal
526	2617		multiply
527	2617		divide
528	2617		divide
529	2617		modulus
530	2617		modulus
531	2617		not equal
532	2617		equal
533	2617		equal
534	2617		less than
535	2617		less than
536	2617		greater than
537	2617		greater than
538	2617		not equal
539	2617		not equal
540	2617		less than or equal
541	2617		less than or equal
542	2617		greater than or equal
543	2617		greater than or equal
544	2617		multiply
545	2617		multiply
546	2617		divide
547	2617		divide
550	2617		add
551	2617		add
552	2617		add
553	2617		add
554	2617		subtract
555	2617		subtract
556	2617		subtract
557	2617		subtract
558	2617		negate
559	2617		negate
584	2617		negate
585	2617		negate
586	2617		add
587	2617		subtract
588	2617		divide
589	2617		multiply
590	2617		absolute value
591	2617		add
592	2617		subtract
593	2617		divide
594	2617		multiply
595	2617		absolute value
596	2617		square root
597	2617		cube root
607	2617		equal
608	2617		not equal
609	2617		less than
610	2617		greater than
611	2617		less than or equal
612	2617		greater than or equal
644	2617		not equal
645	2617		less than
646	2617		greater than
647	2617		less than or equal
648	2617		greater than or equal
649	2617		equal
613	2617		distance between
760	2617		distance between
614	2617		distance between
761	2617		distance between
615	2617		distance between
606	2617		distance between
616	2617		distance between
762	2617		distance between
617	2617		distance between
763	2617		distance between
618	2617		distance between
784	2617		distance between
620	2617		equal
621	2617		not equal
622	2617		less than
623	2617		greater than
624	2617		less than or equal
625	2617		greater than or equal
630	2617		not equal
631	2617		less than
632	2617		less than or equal
633	2617		greater than
634	2617		greater than or equal
639	2617		matches regular expression, case-sensitive
640	2617		does not match regular expression, case-sensitive
641	2617		matches regular expression, case-sensitive
642	2617		does not match regular expression, case-sensitive
643	2617		not equal
654	2617		concatenate
660	2617		less than
661	2617		less than or equal
662	2617		greater than
663	2617		greater than or equal
664	2617		less than
665	2617		less than or equal
666	2617		greater than
667	2617		greater than or equal
670	2617		equal
671	2617		not equal
672	2617		less than
673	2617		less than or equal
674	2617		greater than
675	2617		greater than or equal
682	2617		absolute value
684	2617		add
685	2617		subtract
686	2617		multiply
687	2617		divide
688	2617		add
689	2617		subtract
690	2617		multiply
691	2617		divide
692	2617		add
693	2617		subtract
694	2617		multiply
695	2617		divide
818	2617		add
819	2617		subtract
820	2617		multiply
821	2617		divide
822	2617		add
823	2617		subtract
824	2617		multiply
825	2617		divide
706	2617		distance between
707	2617		distance between
708	2617		distance between
709	2617		distance between
712	2617		distance between
713	2617		not equal
731	2617		add points (translate)
732	2617		subtract points (translate)
733	2617		multiply points (scale/rotate)
734	2617		divide points (scale/rotate)
735	2617		concatenate
736	2617		add (translate path)
737	2617		subtract (translate path)
738	2617		multiply (rotate/scale path)
739	2617		divide (rotate/scale path)
755	2617		contains
756	2617		is contained by
757	2617		contains
758	2617		is contained by
759	2617		contains
773	2617		absolute value
792	2617		equal
793	2617		less than
794	2617		greater than
795	2617		less than or equal
796	2617		greater than or equal
797	2617		number of points
798	2617		intersect
799	2617		sum of path segment lengths
800	2617		is above (allows touching)
801	2617		is below (allows touching)
802	2617		deprecated, use && instead
803	2617		box intersection
804	2617		add point to box (translate)
805	2617		subtract point from box (translate)
806	2617		multiply box by point (scale)
807	2617		divide box by point (scale)
808	2617		horizontally aligned
809	2617		vertically aligned
843	2617		multiply
844	2617		divide
845	2617		multiply
900	2617		equal
901	2617		not equal
902	2617		less than
903	2617		greater than
904	2617		less than or equal
905	2617		greater than or equal
906	2617		add
907	2617		subtract
908	2617		multiply
909	2617		divide
3346	2617		multiply
3347	2617		divide
912	2617		multiply
913	2617		divide
914	2617		multiply
915	2617		divide
916	2617		multiply
3349	2617		multiply
917	2617		multiply
918	2617		multiply
3825	2617		divide
965	2617		exponentiation
966	2617		add/update ACL item
967	2617		remove ACL item
968	2617		contains
974	2617		equal
969	2617		center of
971	2617		center of
1054	2617		equal
1055	2617		matches regular expression, case-sensitive
1056	2617		does not match regular expression, case-sensitive
1057	2617		not equal
1058	2617		less than
1059	2617		less than or equal
1060	2617		greater than
1061	2617		greater than or equal
1070	2617		equal
1071	2617		not equal
1072	2617		less than
1073	2617		greater than
1074	2617		less than or equal
1075	2617		greater than or equal
1076	2617		add
1077	2617		subtract
1093	2617		equal
1094	2617		not equal
1095	2617		less than
1096	2617		less than or equal
1097	2617		greater than
1098	2617		greater than or equal
1099	2617		subtract
1100	2617		add
1101	2617		subtract
1108	2617		equal
1109	2617		not equal
1110	2617		less than
1111	2617		less than or equal
1112	2617		greater than
1113	2617		greater than or equal
1550	2617		equal
1551	2617		not equal
1552	2617		less than
1553	2617		less than or equal
1554	2617		greater than
1555	2617		greater than or equal
1116	2617		add
1117	2617		subtract
1118	2617		divide
1119	2617		multiply
1120	2617		equal
1121	2617		not equal
1122	2617		less than
1123	2617		greater than
1124	2617		less than or equal
1125	2617		greater than or equal
1126	2617		add
1127	2617		subtract
1128	2617		divide
1129	2617		multiply
1130	2617		equal
1131	2617		not equal
1132	2617		less than
1133	2617		greater than
1134	2617		less than or equal
1135	2617		greater than or equal
1207	2617		matches LIKE expression
1208	2617		does not match LIKE expression
1209	2617		matches LIKE expression
1210	2617		does not match LIKE expression
1211	2617		matches LIKE expression
1212	2617		does not match LIKE expression
1226	2617		matches regular expression, case-insensitive
1227	2617		does not match regular expression, case-insensitive
1228	2617		matches regular expression, case-insensitive
1229	2617		does not match regular expression, case-insensitive
1234	2617		matches regular expression, case-insensitive
1235	2617		does not match regular expression, case-insensitive
1320	2617		equal
1321	2617		not equal
1322	2617		less than
1323	2617		less than or equal
1324	2617		greater than
1325	2617		greater than or equal
1327	2617		add
1328	2617		subtract
1329	2617		subtract
1330	2617		equal
1331	2617		not equal
1332	2617		less than
1333	2617		less than or equal
1334	2617		greater than
1335	2617		greater than or equal
1336	2617		negate
1337	2617		add
1338	2617		subtract
1360	2617		convert date and time to timestamp
1361	2617		convert date and time with time zone to timestamp with time zone
1363	2617		convert time and date to timestamp
1366	2617		convert time with time zone and date to timestamp with time zone
1399	2617		subtract
1420	2617		center of
1500	2617		equal by area
1501	2617		not equal by area
1502	2617		less than by area
1503	2617		greater than by area
1504	2617		less than or equal by area
1505	2617		greater than or equal by area
1506	2617		is left of
1507	2617		overlaps or is left of
1508	2617		overlaps or is right of
1509	2617		is right of
1510	2617		is contained by
1511	2617		contains
1512	2617		same as
1513	2617		overlaps
1514	2617		is above
1515	2617		is below
1516	2617		add
1517	2617		subtract
1518	2617		multiply
1519	2617		divide
1520	2617		distance between
1521	2617		number of points
1522	2617		distance between
3291	2617		distance between
3276	2617		distance between
3289	2617		distance between
1523	2617		distance between
1383	2617		distance between
1525	2617		intersect
1526	2617		parallel
1527	2617		perpendicular
1528	2617		horizontal
1529	2617		vertical
1535	2617		equal
1536	2617		intersection point
1537	2617		intersect
1538	2617		intersect
1539	2617		intersect
1546	2617		point on line
1547	2617		is contained by
1548	2617		lseg on line
1549	2617		is contained by
1557	2617		closest point to A on B
1558	2617		closest point to A on B
1559	2617		closest point to A on B
1567	2617		closest point to A on B
1577	2617		closest point to A on B
1578	2617		closest point to A on B
1583	2617		multiply
1584	2617		multiply
1585	2617		divide
1586	2617		not equal
1587	2617		less than by length
1588	2617		less than or equal by length
1589	2617		greater than by length
1590	2617		greater than or equal by length
1591	2617		distance between endpoints
1611	2617		intersect
1612	2617		parallel
1613	2617		perpendicular
1614	2617		horizontal
1615	2617		vertical
1616	2617		equal
1617	2617		intersection point
4161	2617		is above
4162	2617		is below
1220	2617		equal
1221	2617		not equal
1222	2617		less than
1223	2617		less than or equal
1224	2617		greater than
1225	2617		greater than or equal
3147	2617		bitwise not
3148	2617		bitwise and
3149	2617		bitwise or
3362	2617		equal
3363	2617		not equal
3364	2617		less than
3365	2617		less than or equal
3366	2617		greater than
3367	2617		greater than or equal
3368	2617		bitwise not
3369	2617		bitwise and
3370	2617		bitwise or
1201	2617		equal
1202	2617		not equal
1203	2617		less than
1204	2617		less than or equal
1205	2617		greater than
1206	2617		greater than or equal
931	2617		is subnet
932	2617		is subnet or equal
933	2617		is supernet
934	2617		is supernet or equal
3552	2617		overlaps (is subnet or supernet)
2634	2617		bitwise not
2635	2617		bitwise and
2636	2617		bitwise or
2637	2617		add
2638	2617		add
2639	2617		subtract
2640	2617		subtract
1625	2617		matches LIKE expression, case-insensitive
1626	2617		does not match LIKE expression, case-insensitive
1627	2617		matches LIKE expression, case-insensitive
1628	2617		does not match LIKE expression, case-insensitive
1629	2617		matches LIKE expression, case-insensitive
1630	2617		does not match LIKE expression, case-insensitive
1751	2617		negate
1752	2617		equal
1753	2617		not equal
1754	2617		less than
1755	2617		less than or equal
1756	2617		greater than
1757	2617		greater than or equal
1758	2617		add
1759	2617		subtract
1760	2617		multiply
1761	2617		divide
1762	2617		modulus
1038	2617		exponentiation
1763	2617		absolute value
1784	2617		equal
1785	2617		not equal
1786	2617		less than
1787	2617		greater than
1788	2617		less than or equal
1789	2617		greater than or equal
1791	2617		bitwise and
1792	2617		bitwise or
1793	2617		bitwise exclusive or
1794	2617		bitwise not
1795	2617		bitwise shift left
1796	2617		bitwise shift right
1797	2617		concatenate
1800	2617		add
1801	2617		subtract
1802	2617		add
1803	2617		subtract
1804	2617		equal
1805	2617		not equal
1806	2617		less than
1807	2617		greater than
1808	2617		less than or equal
1809	2617		greater than or equal
1849	2617		add
1862	2617		equal
1863	2617		not equal
1864	2617		less than
1865	2617		greater than
1866	2617		less than or equal
1867	2617		greater than or equal
1868	2617		equal
1869	2617		not equal
1870	2617		less than
1871	2617		greater than
1872	2617		less than or equal
1873	2617		greater than or equal
1874	2617		bitwise and
1875	2617		bitwise or
1876	2617		bitwise exclusive or
1877	2617		bitwise not
1878	2617		bitwise shift left
1879	2617		bitwise shift right
1880	2617		bitwise and
1881	2617		bitwise or
1882	2617		bitwise exclusive or
1883	2617		bitwise not
1884	2617		bitwise shift left
1885	2617		bitwise shift right
1886	2617		bitwise and
1887	2617		bitwise or
1888	2617		bitwise exclusive or
1889	2617		bitwise not
1890	2617		bitwise shift left
1891	2617		bitwise shift right
1916	2617		unary plus
1917	2617		unary plus
1918	2617		unary plus
1919	2617		unary plus
1920	2617		unary plus
1921	2617		unary plus
1955	2617		equal
1956	2617		not equal
1957	2617		less than
1958	2617		less than or equal
1959	2617		greater than
1960	2617		greater than or equal
2016	2617		matches LIKE expression
2017	2617		does not match LIKE expression
2018	2617		concatenate
2060	2617		equal
2061	2617		not equal
2062	2617		less than
2063	2617		less than or equal
2064	2617		greater than
2065	2617		greater than or equal
2066	2617		add
2067	2617		subtract
2068	2617		subtract
2314	2617		less than
2315	2617		less than or equal
2317	2617		greater than or equal
2318	2617		greater than
2326	2617		less than
2327	2617		less than or equal
2329	2617		greater than or equal
2330	2617		greater than
2345	2617		less than
2346	2617		less than or equal
2347	2617		equal
2348	2617		greater than or equal
2349	2617		greater than
2350	2617		not equal
2358	2617		less than
2359	2617		less than or equal
2360	2617		equal
2361	2617		greater than or equal
2362	2617		greater than
2363	2617		not equal
2371	2617		less than
2372	2617		less than or equal
2373	2617		equal
2374	2617		greater than or equal
2375	2617		greater than
2376	2617		not equal
2384	2617		less than
2385	2617		less than or equal
2386	2617		equal
2387	2617		greater than or equal
2388	2617		greater than
2389	2617		not equal
2534	2617		less than
2535	2617		less than or equal
2536	2617		equal
2537	2617		greater than or equal
2538	2617		greater than
2539	2617		not equal
2540	2617		less than
2541	2617		less than or equal
2542	2617		equal
2543	2617		greater than or equal
2544	2617		greater than
2545	2617		not equal
2551	2617		add
2552	2617		add
2553	2617		add
2554	2617		add
2555	2617		add
2570	2617		is below
2571	2617		overlaps or is below
2572	2617		overlaps or is above
2573	2617		is above
2574	2617		is below
2575	2617		overlaps or is below
2576	2617		overlaps or is above
2577	2617		is above
2589	2617		overlaps or is below
2590	2617		overlaps or is above
2750	2617		overlaps
2751	2617		contains
2752	2617		is contained by
2779	2617		concatenate
2780	2617		concatenate
2972	2617		equal
2973	2617		not equal
2974	2617		less than
2975	2617		greater than
2976	2617		less than or equal
2977	2617		greater than or equal
3222	2617		equal
3223	2617		not equal
3224	2617		less than
3225	2617		greater than
3226	2617		less than or equal
3227	2617		greater than or equal
3228	2617		minus
5025	2617		add
5026	2617		add
5027	2617		subtract
3516	2617		equal
3517	2617		not equal
3518	2617		less than
3519	2617		greater than
3520	2617		less than or equal
3521	2617		greater than or equal
3627	2617		less than
3628	2617		less than or equal
3629	2617		equal
3630	2617		not equal
3631	2617		greater than or equal
3632	2617		greater than
3633	2617		concatenate
3636	2617		text search match
3637	2617		text search match
3660	2617		deprecated, use @@ instead
3661	2617		deprecated, use @@ instead
3674	2617		less than
3675	2617		less than or equal
3676	2617		equal
3677	2617		not equal
3678	2617		greater than or equal
3679	2617		greater than
3680	2617		AND-concatenate
3681	2617		OR-concatenate
5005	2617		phrase-concatenate
3682	2617		NOT tsquery
3693	2617		contains
3694	2617		is contained by
3762	2617		text search match
3763	2617		text search match
2988	2617		equal
2989	2617		not equal
2990	2617		less than
2991	2617		greater than
2992	2617		less than or equal
2993	2617		greater than or equal
3188	2617		identical
3189	2617		not identical
3190	2617		less than
3191	2617		greater than
3192	2617		less than or equal
3193	2617		greater than or equal
3882	2617		equal
3883	2617		not equal
3884	2617		less than
3885	2617		less than or equal
3886	2617		greater than or equal
3887	2617		greater than
3888	2617		overlaps
3889	2617		contains
3890	2617		contains
3891	2617		is contained by
3892	2617		is contained by
3893	2617		is left of
3894	2617		is right of
3895	2617		overlaps or is left of
3896	2617		overlaps or is right of
3897	2617		is adjacent to
3898	2617		range union
3899	2617		range difference
3900	2617		range intersection
3962	2617		get json object field
3963	2617		get json object field as text
3964	2617		get json array element
3965	2617		get json array element as text
3966	2617		get value from json with path elements
3967	2617		get value from json as text with path elements
3211	2617		get jsonb object field
3477	2617		get jsonb object field as text
3212	2617		get jsonb array element
3481	2617		get jsonb array element as text
3213	2617		get value from jsonb with path elements
3206	2617		get value from jsonb as text with path elements
3240	2617		equal
3241	2617		not equal
3242	2617		less than
3243	2617		greater than
3244	2617		less than or equal
3245	2617		greater than or equal
3246	2617		contains
3247	2617		key exists
3248	2617		any key exists
3249	2617		all keys exist
3250	2617		is contained by
3284	2617		concatenate
3285	2617		delete object field
3398	2617		delete object fields
3286	2617		delete array element
3287	2617		delete path
4012	2617		jsonpath exists
4013	2617		jsonpath match
2860	2617		equal
2861	2617		not equal
2862	2617		less than
2863	2617		less than or equal
2864	2617		greater than or equal
2865	2617		greater than
2866	2617		overlaps
2867	2617		overlaps
2868	2617		overlaps
2869	2617		contains
2870	2617		contains
2871	2617		contains
2872	2617		is contained by
2873	2617		is contained by
2874	2617		is contained by
4539	2617		contains
4540	2617		is contained by
2875	2617		overlaps or is left of
2876	2617		overlaps or is left of
2877	2617		overlaps or is left of
3585	2617		overlaps or is right of
4035	2617		overlaps or is right of
4142	2617		overlaps or is right of
4179	2617		is adjacent to
4180	2617		is adjacent to
4198	2617		is adjacent to
4392	2617		multirange union
4393	2617		multirange minus
4394	2617		multirange intersect
4395	2617		is left of
4396	2617		is left of
4397	2617		is left of
4398	2617		is right of
4399	2617		is right of
4400	2617		is right of
2	2601		heap table access method
403	2601		b-tree index access method
405	2601		hash index access method
783	2601		GiST index access method
2742	2601		GIN index access method
4000	2601		SP-GiST index access method
3580	2601		block range index (BRIN) access method
12	2612		built-in functions
13	2612		dynamically-loaded C functions
14	2612		SQL-language functions
4402	2607		conversion for KOI8R to MULE_INTERNAL
4403	2607		conversion for MULE_INTERNAL to KOI8R
4404	2607		conversion for ISO-8859-5 to MULE_INTERNAL
4405	2607		conversion for MULE_INTERNAL to ISO-8859-5
4406	2607		conversion for WIN1251 to MULE_INTERNAL
4407	2607		conversion for MULE_INTERNAL to WIN1251
4408	2607		conversion for WIN866 to MULE_INTERNAL
4409	2607		conversion for MULE_INTERNAL to WIN866
4410	2607		conversion for KOI8R to WIN1251
4411	2607		conversion for WIN1251 to KOI8R
4412	2607		conversion for KOI8R to WIN866
4413	2607		conversion for WIN866 to KOI8R
4414	2607		conversion for WIN866 to WIN1251
4415	2607		conversion for WIN1251 to WIN866
4416	2607		conversion for ISO-8859-5 to KOI8R
4417	2607		conversion for KOI8R to ISO-8859-5
4418	2607		conversion for ISO-8859-5 to WIN1251
4419	2607		conversion for WIN1251 to ISO-8859-5
4420	2607		conversion for ISO-8859-5 to WIN866
4421	2607		conversion for WIN866 to ISO-8859-5
4422	2607		conversion for EUC_CN to MULE_INTERNAL
4423	2607		conversion for MULE_INTERNAL to EUC_CN
4424	2607		conversion for EUC_JP to SJIS
4425	2607		conversion for SJIS to EUC_JP
4426	2607		conversion for EUC_JP to MULE_INTERNAL
4427	2607		conversion for SJIS to MULE_INTERNAL
4428	2607		conversion for MULE_INTERNAL to EUC_JP
4429	2607		conversion for MULE_INTERNAL to SJIS
4430	2607		conversion for EUC_KR to MULE_INTERNAL
4431	2607		conversion for MULE_INTERNAL to EUC_KR
4432	2607		conversion for EUC_TW to BIG5
4433	2607		conversion for BIG5 to EUC_TW
4434	2607		conversion for EUC_TW to MULE_INTERNAL
4435	2607		conversion for BIG5 to MULE_INTERNAL
4436	2607		conversion for MULE_INTERNAL to EUC_TW
4437	2607		conversion for MULE_INTERNAL to BIG5
4438	2607		conversion for LATIN2 to MULE_INTERNAL
4439	2607		conversion for MULE_INTERNAL to LATIN2
4440	2607		conversion for WIN1250 to MULE_INTERNAL
4441	2607		conversion for MULE_INTERNAL to WIN1250
4442	2607		conversion for LATIN2 to WIN1250
4443	2607		conversion for WIN1250 to LATIN2
4444	2607		conversion for LATIN1 to MULE_INTERNAL
4445	2607		conversion for MULE_INTERNAL to LATIN1
4446	2607		conversion for LATIN3 to MULE_INTERNAL
4447	2607		conversion for MULE_INTERNAL to LATIN3
4448	2607		conversion for LATIN4 to MULE_INTERNAL
4449	2607		conversion for MULE_INTERNAL to LATIN4
4452	2607		conversion for BIG5 to UTF8
4453	2607		conversion for UTF8 to BIG5
4454	2607		conversion for UTF8 to KOI8R
4455	2607		conversion for KOI8R to UTF8
4456	2607		conversion for UTF8 to KOI8U
4457	2607		conversion for KOI8U to UTF8
4458	2607		conversion for UTF8 to WIN866
4459	2607		conversion for WIN866 to UTF8
4460	2607		conversion for UTF8 to WIN874
4461	2607		conversion for WIN874 to UTF8
4462	2607		conversion for UTF8 to WIN1250
4463	2607		conversion for WIN1250 to UTF8
4464	2607		conversion for UTF8 to WIN1251
4465	2607		conversion for WIN1251 to UTF8
4466	2607		conversion for UTF8 to WIN1252
4467	2607		conversion for WIN1252 to UTF8
4468	2607		conversion for UTF8 to WIN1253
4469	2607		conversion for WIN1253 to UTF8
4470	2607		conversion for UTF8 to WIN1254
4471	2607		conversion for WIN1254 to UTF8
4472	2607		conversion for UTF8 to WIN1255
4473	2607		conversion for WIN1255 to UTF8
4474	2607		conversion for UTF8 to WIN1256
4475	2607		conversion for WIN1256 to UTF8
4476	2607		conversion for UTF8 to WIN1257
4477	2607		conversion for WIN1257 to UTF8
4478	2607		conversion for UTF8 to WIN1258
4479	2607		conversion for WIN1258 to UTF8
4480	2607		conversion for EUC_CN to UTF8
4481	2607		conversion for UTF8 to EUC_CN
4482	2607		conversion for EUC_JP to UTF8
4483	2607		conversion for UTF8 to EUC_JP
4484	2607		conversion for EUC_KR to UTF8
4485	2607		conversion for UTF8 to EUC_KR
4486	2607		conversion for EUC_TW to UTF8
4487	2607		conversion for UTF8 to EUC_TW
4488	2607		conversion for GB18030 to UTF8
4489	2607		conversion for UTF8 to GB18030
4490	2607		conversion for GBK to UTF8
4491	2607		conversion for UTF8 to GBK
4492	2607		conversion for UTF8 to LATIN2
4493	2607		conversion for LATIN2 to UTF8
4494	2607		conversion for UTF8 to LATIN3
4495	2607		conversion for LATIN3 to UTF8
4496	2607		conversion for UTF8 to LATIN4
4497	2607		conversion for LATIN4 to UTF8
4498	2607		conversion for UTF8 to LATIN5
4499	2607		conversion for LATIN5 to UTF8
4500	2607		conversion for UTF8 to LATIN6
4501	2607		conversion for LATIN6 to UTF8
4502	2607		conversion for UTF8 to LATIN7
4503	2607		conversion for LATIN7 to UTF8
4504	2607		conversion for UTF8 to LATIN8
4505	2607		conversion for LATIN8 to UTF8
4506	2607		conversion for UTF8 to LATIN9
4507	2607		conversion for LATIN9 to UTF8
4508	2607		conversion for UTF8 to LATIN10
4509	2607		conversion for LATIN10 to UTF8
4510	2607		conversion for UTF8 to ISO-8859-5
4511	2607		conversion for ISO-8859-5 to UTF8
4512	2607		conversion for UTF8 to ISO-8859-6
4513	2607		conversion for ISO-8859-6 to UTF8
4514	2607		conversion for UTF8 to ISO-8859-7
4515	2607		conversion for ISO-8859-7 to UTF8
4516	2607		conversion for UTF8 to ISO-8859-8
4517	2607		conversion for ISO-8859-8 to UTF8
4518	2607		conversion for LATIN1 to UTF8
4519	2607		conversion for UTF8 to LATIN1
4520	2607		conversion for JOHAB to UTF8
4521	2607		conversion for UTF8 to JOHAB
4522	2607		conversion for SJIS to UTF8
4523	2607		conversion for UTF8 to SJIS
4524	2607		conversion for UHC to UTF8
4525	2607		conversion for UTF8 to UHC
4526	2607		conversion for EUC_JIS_2004 to UTF8
4527	2607		conversion for UTF8 to EUC_JIS_2004
4528	2607		conversion for SHIFT_JIS_2004 to UTF8
4529	2607		conversion for UTF8 to SHIFT_JIS_2004
4530	2607		conversion for EUC_JIS_2004 to SHIFT_JIS_2004
4531	2607		conversion for SHIFT_JIS_2004 to EUC_JIS_2004
3748	3602		simple configuration
3765	3600		simple dictionary: just lower case and check for stopword
3722	3601		default word parser
3727	3764		simple dictionary: just lower case and check for stopword
3730	3764		synonym dictionary: replace word by its synonym
3733	3764		ispell dictionary
3742	3764		thesaurus dictionary: phrase by phrase substitution
100	3456		database's default collation
950	3456		standard C collation
951	3456		standard POSIX collation
852			implementation of = operator
853			implementation of <> operator
854			implementation of < operator
855			implementation of > operator
856			implementation of <= operator
857			implementation of >= operator
56			implementation of < operator
57			implementation of > operator
84			implementation of <> operator
60			implementation of = operator
1691			implementation of <= operator
1692			implementation of >= operator
61			implementation of = operator
62			implementation of = operator
63			implementation of = operator
64			implementation of < operator
65			implementation of = operator
66			implementation of < operator
67			implementation of = operator
3696			implementation of ^@ operator
240			implementation of = operator
241			implementation of < operator
242			implementation of <= operator
243			implementation of >= operator
244			implementation of > operator
245			implementation of <> operator
247			implementation of = operator
248			implementation of < operator
249			implementation of <= operator
250			implementation of >= operator
251			implementation of > operator
252			implementation of <> operator
383			implementation of || operator
68			implementation of = operator
1319			implementation of = operator
3308			implementation of <> operator
3309			implementation of <> operator
5084			implementation of = operator
5085			implementation of <> operator
5034			implementation of < operator
5035			implementation of > operator
5036			implementation of <= operator
5037			implementation of >= operator
69			implementation of = operator
1292			implementation of = operator
1265			implementation of <> operator
2791			implementation of < operator
2790			implementation of > operator
2793			implementation of <= operator
2792			implementation of >= operator
467			implementation of = operator
468			implementation of <> operator
469			implementation of < operator
470			implementation of > operator
471			implementation of <= operator
472			implementation of >= operator
474			implementation of = operator
475			implementation of <> operator
476			implementation of < operator
477			implementation of > operator
478			implementation of <= operator
479			implementation of >= operator
945			implementation of % operator
1230			implementation of @ operator
462			implementation of - operator
341			implementation of << operator
342			implementation of &< operator
343			implementation of &> operator
344			implementation of >> operator
345			implementation of <@ operator
340			implementation of @> operator
339			implementation of ~= operator
346			implementation of && operator
188			implementation of << operator
189			implementation of &< operator
190			implementation of &> operator
191			implementation of >> operator
192			implementation of <@ operator
187			implementation of @> operator
186			implementation of ~= operator
125			implementation of && operator
126			implementation of >= operator
127			implementation of > operator
128			implementation of = operator
129			implementation of < operator
130			implementation of <= operator
132			implementation of << operator
133			implementation of >> operator
135			implementation of ~= operator
136			implementation of <@ operator
193			implementation of @> operator
137			implementation of <@ operator
138			implementation of @@ operator
141			implementation of * operator
991			implementation of <-> operator
144			implementation of <> operator
145			implementation of <> operator
146			implementation of > operator
147			implementation of > operator
148			implementation of <= operator
149			implementation of <= operator
151			implementation of >= operator
150			implementation of >= operator
152			implementation of * operator
153			implementation of / operator
154			implementation of / operator
155			implementation of % operator
156			implementation of % operator
157			implementation of <> operator
158			implementation of = operator
159			implementation of = operator
160			implementation of < operator
161			implementation of < operator
162			implementation of > operator
163			implementation of > operator
164			implementation of <> operator
165			implementation of <> operator
166			implementation of <= operator
167			implementation of <= operator
168			implementation of >= operator
169			implementation of >= operator
170			implementation of * operator
171			implementation of * operator
172			implementation of / operator
173			implementation of / operator
176			implementation of + operator
177			implementation of + operator
178			implementation of + operator
179			implementation of + operator
180			implementation of - operator
181			implementation of - operator
182			implementation of - operator
183			implementation of - operator
212			implementation of - operator
213			implementation of - operator
206			implementation of - operator
220			implementation of - operator
204			implementation of + operator
205			implementation of - operator
203			implementation of / operator
202			implementation of * operator
207			implementation of @ operator
218			implementation of + operator
219			implementation of - operator
217			implementation of / operator
216			implementation of * operator
221			implementation of @ operator
230			implementation of |/ operator
231			implementation of ||/ operator
184			implementation of = operator
185			implementation of <> operator
716			implementation of < operator
1638			implementation of > operator
717			implementation of <= operator
1639			implementation of >= operator
619			implementation of <> operator
677			implementation of < operator
681			implementation of > operator
678			implementation of <= operator
680			implementation of >= operator
679			implementation of = operator
725			implementation of <-> operator
702			implementation of <-> operator
363			implementation of <-> operator
380			implementation of <-> operator
364			implementation of <-> operator
357			implementation of <-> operator
727			implementation of <-> operator
704			implementation of <-> operator
365			implementation of <-> operator
381			implementation of <-> operator
371			implementation of <-> operator
421			implementation of <-> operator
287			implementation of = operator
288			implementation of <> operator
289			implementation of < operator
291			implementation of > operator
290			implementation of <= operator
292			implementation of >= operator
70			implementation of <> operator
1246			implementation of < operator
72			implementation of <= operator
73			implementation of > operator
74			implementation of >= operator
79			implementation of ~ operator
1252			implementation of !~ operator
1254			implementation of ~ operator
1256			implementation of !~ operator
659			implementation of <> operator
1258			implementation of || operator
655			implementation of < operator
656			implementation of <= operator
657			implementation of > operator
658			implementation of >= operator
740			implementation of < operator
741			implementation of <= operator
742			implementation of > operator
743			implementation of >= operator
293			implementation of = operator
294			implementation of <> operator
295			implementation of < operator
296			implementation of <= operator
297			implementation of > operator
298			implementation of >= operator
1253			implementation of @ operator
463			implementation of + operator
464			implementation of - operator
465			implementation of * operator
466			implementation of / operator
1274			implementation of + operator
1275			implementation of - operator
1276			implementation of * operator
1277			implementation of / operator
1278			implementation of + operator
1279			implementation of - operator
1280			implementation of * operator
1281			implementation of / operator
837			implementation of + operator
838			implementation of - operator
839			implementation of * operator
840			implementation of / operator
841			implementation of + operator
942			implementation of - operator
943			implementation of * operator
948			implementation of / operator
978			implementation of <-> operator
370			implementation of <-> operator
239			implementation of <-> operator
361			implementation of <-> operator
729			implementation of <-> operator
988			implementation of <> operator
1441			implementation of + operator
1442			implementation of - operator
1443			implementation of * operator
1444			implementation of / operator
1435			implementation of + operator
1436			implementation of + operator
1437			implementation of - operator
1438			implementation of * operator
1439			implementation of / operator
1426			implementation of @> operator
1429			implementation of <@ operator
1428			implementation of @> operator
1478			implementation of <@ operator
1477			implementation of @> operator
1251			implementation of @ operator
984			implementation of = operator
982			implementation of < operator
983			implementation of > operator
985			implementation of <= operator
986			implementation of >= operator
1432			implementation of # operator
973			implementation of ?# operator
987			implementation of @-@ operator
115			implementation of >^ operator
116			implementation of <^ operator
980			implementation of # operator
1422			implementation of + operator
1423			implementation of - operator
1424			implementation of * operator
1425			implementation of / operator
990			implementation of ?- operator
989			implementation of ?| operator
846			implementation of * operator
847			implementation of / operator
848			implementation of * operator
888			implementation of = operator
889			implementation of <> operator
890			implementation of < operator
892			implementation of > operator
891			implementation of <= operator
893			implementation of >= operator
894			implementation of + operator
895			implementation of - operator
896			implementation of * operator
897			implementation of / operator
3344			implementation of * operator
3345			implementation of / operator
864			implementation of * operator
865			implementation of / operator
866			implementation of * operator
867			implementation of / operator
919			implementation of * operator
3399			implementation of * operator
862			implementation of * operator
863			implementation of * operator
3822			implementation of / operator
232			implementation of ^ operator
1062			implementation of = operator
225			implementation of @@ operator
227			implementation of @@ operator
1048			implementation of = operator
1658			implementation of ~ operator
1659			implementation of !~ operator
1053			implementation of <> operator
1049			implementation of < operator
1050			implementation of <= operator
1051			implementation of > operator
1052			implementation of >= operator
744			implementation of = operator
390			implementation of <> operator
391			implementation of < operator
392			implementation of > operator
393			implementation of <= operator
396			implementation of >= operator
2071			implementation of + operator
2072			implementation of - operator
1086			implementation of = operator
1091			implementation of <> operator
1087			implementation of < operator
1088			implementation of <= operator
1089			implementation of > operator
1090			implementation of >= operator
1140			implementation of - operator
1141			implementation of + operator
1142			implementation of - operator
1145			implementation of = operator
1106			implementation of <> operator
1102			implementation of < operator
1103			implementation of <= operator
1104			implementation of > operator
1105			implementation of >= operator
1352			implementation of = operator
1353			implementation of <> operator
1354			implementation of < operator
1355			implementation of <= operator
1357			implementation of > operator
1356			implementation of >= operator
281			implementation of + operator
282			implementation of - operator
280			implementation of / operator
279			implementation of * operator
299			implementation of = operator
300			implementation of <> operator
301			implementation of < operator
303			implementation of > operator
302			implementation of <= operator
304			implementation of >= operator
285			implementation of + operator
286			implementation of - operator
284			implementation of / operator
283			implementation of * operator
305			implementation of = operator
306			implementation of <> operator
307			implementation of < operator
309			implementation of > operator
308			implementation of <= operator
310			implementation of >= operator
858			implementation of ~~ operator
859			implementation of !~~ operator
850			implementation of ~~ operator
851			implementation of !~~ operator
1631			implementation of ~~ operator
1632			implementation of !~~ operator
1240			implementation of ~* operator
1241			implementation of !~* operator
1238			implementation of ~* operator
1239			implementation of !~* operator
1656			implementation of ~* operator
1657			implementation of !~* operator
1152			implementation of = operator
1153			implementation of <> operator
1154			implementation of < operator
1155			implementation of <= operator
1157			implementation of > operator
1156			implementation of >= operator
1189			implementation of + operator
1188			implementation of - operator
1190			implementation of - operator
1162			implementation of = operator
1163			implementation of <> operator
1164			implementation of < operator
1165			implementation of <= operator
1167			implementation of > operator
1166			implementation of >= operator
1168			implementation of - operator
1169			implementation of + operator
1170			implementation of - operator
1272			implementation of + operator
1297			implementation of + operator
1296			implementation of + operator
1298			implementation of + operator
1690			implementation of - operator
1472			implementation of @@ operator
1462			implementation of = operator
1463			implementation of <> operator
1464			implementation of < operator
1465			implementation of > operator
1466			implementation of <= operator
1467			implementation of >= operator
1454			implementation of << operator
1455			implementation of &< operator
1456			implementation of &> operator
1457			implementation of >> operator
1458			implementation of <@ operator
1453			implementation of @> operator
1452			implementation of ~= operator
1459			implementation of && operator
1461			implementation of |>> operator
1460			implementation of <<| operator
1146			implementation of + operator
1147			implementation of - operator
1148			implementation of * operator
1149			implementation of / operator
1471			implementation of <-> operator
1445			implementation of # operator
1476			implementation of <-> operator
3290			implementation of <-> operator
3275			implementation of <-> operator
3292			implementation of <-> operator
728			implementation of <-> operator
785			implementation of <-> operator
994			implementation of ?# operator
995			implementation of ?|| operator
996			implementation of ?-| operator
998			implementation of ?- operator
997			implementation of ?| operator
999			implementation of = operator
362			implementation of # operator
277			implementation of ?# operator
373			implementation of ?# operator
278			implementation of ?# operator
959			implementation of <@ operator
369			implementation of <@ operator
960			implementation of <@ operator
372			implementation of <@ operator
961			implementation of ## operator
366			implementation of ## operator
367			implementation of ## operator
368			implementation of ## operator
1488			implementation of ## operator
1489			implementation of ## operator
1618			implementation of * operator
1624			implementation of * operator
1326			implementation of / operator
1482			implementation of <> operator
1483			implementation of < operator
1484			implementation of <= operator
1485			implementation of > operator
1486			implementation of >= operator
1487			implementation of @-@ operator
1495			implementation of ?# operator
1496			implementation of ?|| operator
1497			implementation of ?-| operator
1499			implementation of ?- operator
1498			implementation of ?| operator
1492			implementation of = operator
1494			implementation of # operator
131			implementation of |>> operator
134			implementation of <<| operator
830			implementation of = operator
835			implementation of <> operator
831			implementation of < operator
832			implementation of <= operator
833			implementation of > operator
834			implementation of >= operator
3144			implementation of ~ operator
3145			implementation of & operator
3146			implementation of | operator
4113			implementation of = operator
4118			implementation of <> operator
4114			implementation of < operator
4115			implementation of <= operator
4116			implementation of > operator
4117			implementation of >= operator
4120			implementation of ~ operator
4121			implementation of & operator
4122			implementation of | operator
920			implementation of = operator
925			implementation of <> operator
921			implementation of < operator
922			implementation of <= operator
923			implementation of > operator
924			implementation of >= operator
927			implementation of << operator
928			implementation of <<= operator
929			implementation of >> operator
930			implementation of >>= operator
3551			implementation of && operator
2627			implementation of ~ operator
2628			implementation of & operator
2629			implementation of | operator
2630			implementation of + operator
2631			implementation of + operator
2632			implementation of - operator
2633			implementation of - operator
1635			implementation of ~~* operator
1636			implementation of !~~* operator
1633			implementation of ~~* operator
1634			implementation of !~~* operator
1660			implementation of ~~* operator
1661			implementation of !~~* operator
1771			implementation of - operator
1718			implementation of = operator
1719			implementation of <> operator
1722			implementation of < operator
1723			implementation of <= operator
1720			implementation of > operator
1721			implementation of >= operator
1724			implementation of + operator
1725			implementation of - operator
1726			implementation of * operator
1727			implementation of / operator
1729			implementation of % operator
1739			implementation of ^ operator
1704			implementation of @ operator
1581			implementation of = operator
1582			implementation of <> operator
1595			implementation of < operator
1593			implementation of > operator
1594			implementation of <= operator
1592			implementation of >= operator
1673			implementation of & operator
1674			implementation of | operator
1675			implementation of # operator
1676			implementation of ~ operator
1677			implementation of << operator
1678			implementation of >> operator
1679			implementation of || operator
1747			implementation of + operator
1748			implementation of - operator
1749			implementation of + operator
1750			implementation of - operator
1666			implementation of = operator
1667			implementation of <> operator
1671			implementation of < operator
1669			implementation of > operator
1670			implementation of <= operator
1668			implementation of >= operator
1848			implementation of + operator
1850			implementation of = operator
1851			implementation of <> operator
1852			implementation of < operator
1853			implementation of > operator
1854			implementation of <= operator
1855			implementation of >= operator
1856			implementation of = operator
1857			implementation of <> operator
1858			implementation of < operator
1859			implementation of > operator
1860			implementation of <= operator
1861			implementation of >= operator
1892			implementation of & operator
1893			implementation of | operator
1894			implementation of # operator
1895			implementation of ~ operator
1896			implementation of << operator
1897			implementation of >> operator
1898			implementation of & operator
1899			implementation of | operator
1900			implementation of # operator
1901			implementation of ~ operator
1902			implementation of << operator
1903			implementation of >> operator
1904			implementation of & operator
1905			implementation of | operator
1906			implementation of # operator
1907			implementation of ~ operator
1908			implementation of << operator
1909			implementation of >> operator
1910			implementation of + operator
1911			implementation of + operator
1912			implementation of + operator
1913			implementation of + operator
1914			implementation of + operator
1915			implementation of + operator
1948			implementation of = operator
1953			implementation of <> operator
1949			implementation of < operator
1950			implementation of <= operator
1951			implementation of > operator
1952			implementation of >= operator
2005			implementation of ~~ operator
2006			implementation of !~~ operator
2011			implementation of || operator
2052			implementation of = operator
2053			implementation of <> operator
2054			implementation of < operator
2055			implementation of <= operator
2057			implementation of > operator
2056			implementation of >= operator
2032			implementation of + operator
2031			implementation of - operator
2033			implementation of - operator
2160			implementation of ~<~ operator
2161			implementation of ~<=~ operator
2163			implementation of ~>=~ operator
2164			implementation of ~>~ operator
2174			implementation of ~<~ operator
2175			implementation of ~<=~ operator
2177			implementation of ~>=~ operator
2178			implementation of ~>~ operator
2338			implementation of < operator
2339			implementation of <= operator
2340			implementation of = operator
2342			implementation of >= operator
2341			implementation of > operator
2343			implementation of <> operator
2351			implementation of < operator
2352			implementation of <= operator
2353			implementation of = operator
2355			implementation of >= operator
2354			implementation of > operator
2356			implementation of <> operator
2364			implementation of < operator
2365			implementation of <= operator
2366			implementation of = operator
2368			implementation of >= operator
2367			implementation of > operator
2369			implementation of <> operator
2377			implementation of < operator
2378			implementation of <= operator
2379			implementation of = operator
2381			implementation of >= operator
2380			implementation of > operator
2382			implementation of <> operator
2520			implementation of < operator
2521			implementation of <= operator
2522			implementation of = operator
2524			implementation of >= operator
2523			implementation of > operator
2525			implementation of <> operator
2527			implementation of < operator
2528			implementation of <= operator
2529			implementation of = operator
2531			implementation of >= operator
2530			implementation of > operator
2532			implementation of <> operator
2546			implementation of + operator
2547			implementation of + operator
2548			implementation of + operator
2549			implementation of + operator
2550			implementation of + operator
2562			implementation of <<| operator
2563			implementation of &<| operator
2564			implementation of |&> operator
2565			implementation of |>> operator
2566			implementation of <<| operator
2567			implementation of &<| operator
2568			implementation of |&> operator
2569			implementation of |>> operator
2587			implementation of &<| operator
2588			implementation of |&> operator
2747			implementation of && operator
2748			implementation of @> operator
2749			implementation of <@ operator
2003			implementation of || operator
2004			implementation of || operator
2956			implementation of = operator
2959			implementation of <> operator
2954			implementation of < operator
2958			implementation of > operator
2955			implementation of <= operator
2957			implementation of >= operator
3233			implementation of = operator
3236			implementation of <> operator
3231			implementation of < operator
3235			implementation of > operator
3232			implementation of <= operator
3234			implementation of >= operator
3237			implementation of - operator
5022			implementation of + operator
5023			implementation of + operator
5024			implementation of - operator
3508			implementation of = operator
3509			implementation of <> operator
3510			implementation of < operator
3511			implementation of > operator
3512			implementation of <= operator
3513			implementation of >= operator
3616			implementation of < operator
3617			implementation of <= operator
3618			implementation of = operator
3619			implementation of <> operator
3620			implementation of >= operator
3621			implementation of > operator
3625			implementation of || operator
3634			implementation of @@ operator
3635			implementation of @@ operator
3662			implementation of < operator
3663			implementation of <= operator
3664			implementation of = operator
3665			implementation of <> operator
3666			implementation of >= operator
3667			implementation of > operator
3669			implementation of && operator
3670			implementation of || operator
5003			implementation of <-> operator
3671			implementation of !! operator
3691			implementation of @> operator
3692			implementation of <@ operator
3760			implementation of @@ operator
3761			implementation of @@ operator
2981			implementation of = operator
2982			implementation of <> operator
2983			implementation of < operator
2984			implementation of > operator
2985			implementation of <= operator
2986			implementation of >= operator
3181			implementation of *= operator
3182			implementation of *<> operator
3183			implementation of *< operator
3184			implementation of *> operator
3185			implementation of *<= operator
3186			implementation of *>= operator
3855			implementation of = operator
3856			implementation of <> operator
3871			implementation of < operator
3872			implementation of <= operator
3873			implementation of >= operator
3874			implementation of > operator
3857			implementation of && operator
3858			implementation of @> operator
3859			implementation of @> operator
3860			implementation of <@ operator
3861			implementation of <@ operator
3863			implementation of << operator
3864			implementation of >> operator
3865			implementation of &< operator
3866			implementation of &> operator
3862			implementation of -|- operator
3867			implementation of + operator
3869			implementation of - operator
3868			implementation of * operator
3947			implementation of -> operator
3948			implementation of ->> operator
3949			implementation of -> operator
3950			implementation of ->> operator
3478			implementation of -> operator
3214			implementation of ->> operator
3215			implementation of -> operator
3216			implementation of ->> operator
4043			implementation of = operator
4038			implementation of <> operator
4039			implementation of < operator
4040			implementation of > operator
4041			implementation of <= operator
4042			implementation of >= operator
4046			implementation of @> operator
4047			implementation of ? operator
4048			implementation of ?| operator
4049			implementation of ?& operator
4050			implementation of <@ operator
3301			implementation of || operator
3302			implementation of - operator
3343			implementation of - operator
3303			implementation of - operator
3304			implementation of #- operator
4244			implementation of = operator
4245			implementation of <> operator
4274			implementation of < operator
4275			implementation of <= operator
4276			implementation of >= operator
4277			implementation of > operator
4246			implementation of && operator
4247			implementation of && operator
4248			implementation of && operator
4249			implementation of @> operator
4250			implementation of @> operator
4251			implementation of @> operator
4252			implementation of <@ operator
4253			implementation of <@ operator
4254			implementation of <@ operator
4541			implementation of @> operator
4542			implementation of <@ operator
4264			implementation of &< operator
4265			implementation of &< operator
4266			implementation of &< operator
4267			implementation of &> operator
4268			implementation of &> operator
4269			implementation of &> operator
4255			implementation of -|- operator
4257			implementation of -|- operator
4256			implementation of -|- operator
4270			implementation of + operator
4271			implementation of - operator
4272			implementation of * operator
4258			implementation of << operator
4259			implementation of << operator
4260			implementation of << operator
4261			implementation of >> operator
4262			implementation of >> operator
4263			implementation of >> operator
12342	3456		Unknown language
12343	3456		Afrikaans
12344	3456		Afrikaans (Namibia)
12345	3456		Afrikaans (South Africa)
12346	3456		Aghem
12347	3456		Aghem (Cameroon)
12348	3456		Akan
12349	3456		Akan (Ghana)
12350	3456		Amharic
12351	3456		Amharic (Ethiopia)
12352	3456		Arabic
12353	3456		Arabic (world)
12354	3456		Arabic (United Arab Emirates)
12355	3456		Arabic (Bahrain)
12356	3456		Arabic (Djibouti)
12357	3456		Arabic (Algeria)
12358	3456		Arabic (Egypt)
12359	3456		Arabic (Western Sahara)
12360	3456		Arabic (Eritrea)
12361	3456		Arabic (Israel)
12362	3456		Arabic (Iraq)
12363	3456		Arabic (Jordan)
12364	3456		Arabic (Comoros)
12365	3456		Arabic (Kuwait)
12366	3456		Arabic (Lebanon)
12367	3456		Arabic (Libya)
12368	3456		Arabic (Morocco)
12369	3456		Arabic (Mauritania)
12370	3456		Arabic (Oman)
12371	3456		Arabic (Palestinian Territories)
12372	3456		Arabic (Qatar)
12373	3456		Arabic (Saudi Arabia)
12374	3456		Arabic (Sudan)
12375	3456		Arabic (Somalia)
12376	3456		Arabic (South Sudan)
12377	3456		Arabic (Syria)
12378	3456		Arabic (Chad)
12379	3456		Arabic (Tunisia)
12380	3456		Arabic (Yemen)
12381	3456		Assamese
12382	3456		Assamese (India)
12383	3456		Asu
12384	3456		Asu (Tanzania)
12385	3456		Asturian
12386	3456		Asturian (Spain)
12387	3456		Azerbaijani
12388	3456		Azerbaijani (Cyrillic)
12389	3456		Azerbaijani (Cyrillic, Azerbaijan)
12390	3456		Azerbaijani (Latin)
12391	3456		Azerbaijani (Latin, Azerbaijan)
12392	3456		Basaa
12393	3456		Basaa (Cameroon)
12394	3456		Belarusian
12395	3456		Belarusian (Belarus)
12396	3456		Bemba
12397	3456		Bemba (Zambia)
12398	3456		Bena
12399	3456		Bena (Tanzania)
12400	3456		Bulgarian
12401	3456		Bulgarian (Bulgaria)
12402	3456		Haryanvi
12403	3456		Haryanvi (India)
12404	3456		Bhojpuri
12405	3456		Bhojpuri (India)
12406	3456		Bambara
12407	3456		Bambara (Mali)
12408	3456		Bangla
12409	3456		Bangla (Bangladesh)
12410	3456		Bangla (India)
12411	3456		Tibetan
12412	3456		Tibetan (China)
12413	3456		Tibetan (India)
12414	3456		Breton
12415	3456		Breton (France)
12416	3456		Bodo
12417	3456		Bodo (India)
12418	3456		Bosnian
12419	3456		Bosnian (Cyrillic)
12420	3456		Bosnian (Cyrillic, Bosnia & Herzegovina)
12421	3456		Bosnian (Latin)
12422	3456		Bosnian (Latin, Bosnia & Herzegovina)
12423	3456		Catalan
12424	3456		Catalan (Andorra)
12425	3456		Catalan (Spain)
12426	3456		Catalan (France)
12427	3456		Catalan (Italy)
12428	3456		Chakma
12429	3456		Chakma (Bangladesh)
12430	3456		Chakma (India)
12431	3456		Chechen
12432	3456		Chechen (Russia)
12433	3456		Cebuano
12434	3456		Cebuano (Philippines)
12435	3456		Chiga
12436	3456		Chiga (Uganda)
12437	3456		Cherokee
12438	3456		Cherokee (United States)
12439	3456		Central Kurdish
12440	3456		Central Kurdish (Iraq)
12441	3456		Central Kurdish (Iran)
12442	3456		Czech
12443	3456		Czech (Czechia)
12444	3456		Chuvash
12445	3456		Chuvash (Russia)
12446	3456		Welsh
12447	3456		Welsh (United Kingdom)
12448	3456		Danish
12449	3456		Danish (Denmark)
12450	3456		Danish (Greenland)
12451	3456		Taita
12452	3456		Taita (Kenya)
12453	3456		German
12454	3456		German (Austria)
12455	3456		German (Belgium)
12456	3456		German (Switzerland)
12457	3456		German (Germany)
12458	3456		German (Italy)
12459	3456		German (Liechtenstein)
12460	3456		German (Luxembourg)
12461	3456		Zarma
12462	3456		Zarma (Niger)
12463	3456		Dogri
12464	3456		Dogri (India)
12465	3456		Lower Sorbian
12466	3456		Lower Sorbian (Germany)
12467	3456		Duala
12468	3456		Duala (Cameroon)
12469	3456		Jola-Fonyi
12470	3456		Jola-Fonyi (Senegal)
12471	3456		Dzongkha
12472	3456		Dzongkha (Bhutan)
12473	3456		Embu
12474	3456		Embu (Kenya)
12475	3456		Ewe
12476	3456		Ewe (Ghana)
12477	3456		Ewe (Togo)
12478	3456		Greek
12479	3456		Greek (Cyprus)
12480	3456		Greek (Greece)
12481	3456		English
12482	3456		English (world)
12483	3456		English (Europe)
12484	3456		English (United Arab Emirates)
12485	3456		English (Antigua & Barbuda)
12486	3456		English (Anguilla)
12487	3456		English (American Samoa)
12488	3456		English (Austria)
12489	3456		English (Australia)
12490	3456		English (Barbados)
12491	3456		English (Belgium)
12492	3456		English (Burundi)
12493	3456		English (Bermuda)
12494	3456		English (Bahamas)
12495	3456		English (Botswana)
12496	3456		English (Belize)
12497	3456		English (Canada)
12498	3456		English (Cocos [Keeling] Islands)
12499	3456		English (Switzerland)
12500	3456		English (Cook Islands)
12501	3456		English (Cameroon)
12502	3456		English (Christmas Island)
12503	3456		English (Cyprus)
12504	3456		English (Germany)
12505	3456		English (Diego Garcia)
12506	3456		English (Denmark)
12507	3456		English (Dominica)
12508	3456		English (Eritrea)
12509	3456		English (Finland)
12510	3456		English (Fiji)
12511	3456		English (Falkland Islands)
12512	3456		English (Micronesia)
12513	3456		English (United Kingdom)
12514	3456		English (Grenada)
12515	3456		English (Guernsey)
12516	3456		English (Ghana)
12517	3456		English (Gibraltar)
12518	3456		English (Gambia)
12519	3456		English (Guam)
12520	3456		English (Guyana)
12521	3456		English (Hong Kong SAR China)
12522	3456		English (Ireland)
12523	3456		English (Israel)
12524	3456		English (Isle of Man)
12525	3456		English (India)
12526	3456		English (British Indian Ocean Territory)
12527	3456		English (Jersey)
12528	3456		English (Jamaica)
12529	3456		English (Kenya)
12530	3456		English (Kiribati)
12531	3456		English (St. Kitts & Nevis)
12532	3456		English (Cayman Islands)
12533	3456		English (St. Lucia)
12534	3456		English (Liberia)
12535	3456		English (Lesotho)
12536	3456		English (Madagascar)
12537	3456		English (Marshall Islands)
12538	3456		English (Macao SAR China)
12539	3456		English (Northern Mariana Islands)
12540	3456		English (Montserrat)
12541	3456		English (Malta)
12542	3456		English (Mauritius)
12543	3456		English (Maldives)
12544	3456		English (Malawi)
12545	3456		English (Malaysia)
12546	3456		English (Namibia)
12547	3456		English (Norfolk Island)
12548	3456		English (Nigeria)
12549	3456		English (Netherlands)
12550	3456		English (Nauru)
12551	3456		English (Niue)
12552	3456		English (New Zealand)
12553	3456		English (Papua New Guinea)
12554	3456		English (Philippines)
12555	3456		English (Pakistan)
12556	3456		English (Pitcairn Islands)
12557	3456		English (Puerto Rico)
12558	3456		English (Palau)
12559	3456		English (Rwanda)
12560	3456		English (Solomon Islands)
12561	3456		English (Seychelles)
12562	3456		English (Sudan)
12563	3456		English (Sweden)
12564	3456		English (Singapore)
12565	3456		English (St. Helena)
12566	3456		English (Slovenia)
12567	3456		English (Sierra Leone)
12568	3456		English (South Sudan)
12569	3456		English (Sint Maarten)
12570	3456		English (Eswatini)
12571	3456		English (Turks & Caicos Islands)
12572	3456		English (Tokelau)
12573	3456		English (Tonga)
12574	3456		English (Trinidad & Tobago)
12575	3456		English (Tuvalu)
12576	3456		English (Tanzania)
12577	3456		English (Uganda)
12578	3456		English (U.S. Outlying Islands)
12579	3456		English (United States)
12580	3456		English (United States, Computer)
12581	3456		English (St. Vincent & Grenadines)
12582	3456		English (British Virgin Islands)
12583	3456		English (U.S. Virgin Islands)
12584	3456		English (Vanuatu)
12585	3456		English (Samoa)
12586	3456		English (South Africa)
12587	3456		English (Zambia)
12588	3456		English (Zimbabwe)
12589	3456		Esperanto
12590	3456		Esperanto (world)
12591	3456		Spanish
12592	3456		Spanish (Latin America)
12593	3456		Spanish (Argentina)
12594	3456		Spanish (Bolivia)
12595	3456		Spanish (Brazil)
12596	3456		Spanish (Belize)
12597	3456		Spanish (Chile)
12598	3456		Spanish (Colombia)
12599	3456		Spanish (Costa Rica)
12600	3456		Spanish (Cuba)
12601	3456		Spanish (Dominican Republic)
12602	3456		Spanish (Ceuta & Melilla)
12603	3456		Spanish (Ecuador)
12604	3456		Spanish (Spain)
12605	3456		Spanish (Equatorial Guinea)
12606	3456		Spanish (Guatemala)
12607	3456		Spanish (Honduras)
12608	3456		Spanish (Canary Islands)
12609	3456		Spanish (Mexico)
12610	3456		Spanish (Nicaragua)
12611	3456		Spanish (Panama)
12612	3456		Spanish (Peru)
12613	3456		Spanish (Philippines)
12614	3456		Spanish (Puerto Rico)
12615	3456		Spanish (Paraguay)
12616	3456		Spanish (El Salvador)
12617	3456		Spanish (United States)
12618	3456		Spanish (Uruguay)
12619	3456		Spanish (Venezuela)
12620	3456		Estonian
12621	3456		Estonian (Estonia)
12622	3456		Basque
12623	3456		Basque (Spain)
12624	3456		Ewondo
12625	3456		Ewondo (Cameroon)
12626	3456		Persian
12627	3456		Persian (Afghanistan)
12628	3456		Persian (Iran)
12629	3456		Fula
12630	3456		Fula (Adlam)
12631	3456		Fula (Adlam, Burkina Faso)
12632	3456		Fula (Adlam, Cameroon)
12633	3456		Fula (Adlam, Ghana)
12634	3456		Fula (Adlam, Gambia)
12635	3456		Fula (Adlam, Guinea)
12636	3456		Fula (Adlam, Guinea-Bissau)
12637	3456		Fula (Adlam, Liberia)
12638	3456		Fula (Adlam, Mauritania)
12639	3456		Fula (Adlam, Niger)
12640	3456		Fula (Adlam, Nigeria)
12641	3456		Fula (Adlam, Sierra Leone)
12642	3456		Fula (Adlam, Senegal)
12643	3456		Fula (Latin)
12644	3456		Fula (Latin, Burkina Faso)
12645	3456		Fula (Latin, Cameroon)
12646	3456		Fula (Latin, Ghana)
12647	3456		Fula (Latin, Gambia)
12648	3456		Fula (Latin, Guinea)
12649	3456		Fula (Latin, Guinea-Bissau)
12650	3456		Fula (Latin, Liberia)
12651	3456		Fula (Latin, Mauritania)
12652	3456		Fula (Latin, Niger)
12653	3456		Fula (Latin, Nigeria)
12654	3456		Fula (Latin, Sierra Leone)
12655	3456		Fula (Latin, Senegal)
12656	3456		Finnish
12657	3456		Finnish (Finland)
12658	3456		Filipino
12659	3456		Filipino (Philippines)
12660	3456		Faroese
12661	3456		Faroese (Denmark)
12662	3456		Faroese (Faroe Islands)
12663	3456		French
12664	3456		French (Belgium)
12665	3456		French (Burkina Faso)
12666	3456		French (Burundi)
12667	3456		French (Benin)
12669	3456		French (Canada)
12670	3456		French (Congo - Kinshasa)
12671	3456		French (Central African Republic)
12672	3456		French (Congo - Brazzaville)
12673	3456		French (Switzerland)
12675	3456		French (Cameroon)
12676	3456		French (Djibouti)
12677	3456		French (Algeria)
12678	3456		French (France)
12679	3456		French (Gabon)
12680	3456		French (French Guiana)
12681	3456		French (Guinea)
12682	3456		French (Guadeloupe)
12683	3456		French (Equatorial Guinea)
12684	3456		French (Haiti)
12685	3456		French (Comoros)
12686	3456		French (Luxembourg)
12687	3456		French (Morocco)
12688	3456		French (Monaco)
12689	3456		French (St. Martin)
12690	3456		French (Madagascar)
12691	3456		French (Mali)
12692	3456		French (Martinique)
12693	3456		French (Mauritania)
12694	3456		French (Mauritius)
12695	3456		French (New Caledonia)
12696	3456		French (Niger)
12697	3456		French (French Polynesia)
12698	3456		French (St. Pierre & Miquelon)
12700	3456		French (Rwanda)
12701	3456		French (Seychelles)
12702	3456		French (Senegal)
12703	3456		French (Syria)
12704	3456		French (Chad)
12705	3456		French (Togo)
12706	3456		French (Tunisia)
12707	3456		French (Vanuatu)
12708	3456		French (Wallis & Futuna)
12709	3456		French (Mayotte)
12710	3456		Friulian
12711	3456		Friulian (Italy)
12712	3456		Western Frisian
12713	3456		Western Frisian (Netherlands)
12714	3456		Irish
12715	3456		Irish (United Kingdom)
12716	3456		Irish (Ireland)
12717	3456		Scottish Gaelic
12718	3456		Scottish Gaelic (United Kingdom)
12719	3456		Galician
12720	3456		Galician (Spain)
12721	3456		Swiss German
12722	3456		Swiss German (Switzerland)
12723	3456		Swiss German (France)
12724	3456		Swiss German (Liechtenstein)
12725	3456		Gujarati
12726	3456		Gujarati (India)
12727	3456		Gusii
12728	3456		Gusii (Kenya)
12729	3456		Manx
12730	3456		Manx (Isle of Man)
12731	3456		Hausa
12732	3456		Hausa (Ghana)
12733	3456		Hausa (Niger)
12734	3456		Hausa (Nigeria)
12735	3456		Hawaiian
12736	3456		Hawaiian (United States)
12737	3456		Hebrew
12738	3456		Hebrew (Israel)
12739	3456		Hindi
12740	3456		Hindi (India)
12741	3456		Hindi (Latin)
12742	3456		Hindi (Latin, India)
12743	3456		Croatian
12744	3456		Croatian (Bosnia & Herzegovina)
12745	3456		Croatian (Croatia)
12746	3456		Upper Sorbian
12747	3456		Upper Sorbian (Germany)
12748	3456		Hungarian
12749	3456		Hungarian (Hungary)
12750	3456		Armenian
12751	3456		Armenian (Armenia)
12752	3456		Interlingua
12753	3456		Interlingua (world)
12754	3456		Indonesian
12755	3456		Indonesian (Indonesia)
12756	3456		Igbo
12757	3456		Igbo (Nigeria)
12758	3456		Sichuan Yi
12759	3456		Sichuan Yi (China)
12760	3456		Icelandic
12761	3456		Icelandic (Iceland)
12762	3456		Italian
12763	3456		Italian (Switzerland)
12764	3456		Italian (Italy)
12765	3456		Italian (San Marino)
12766	3456		Italian (Vatican City)
12767	3456		Japanese
12768	3456		Japanese (Japan)
12769	3456		Ngomba
12770	3456		Ngomba (Cameroon)
12771	3456		Machame
12772	3456		Machame (Tanzania)
12773	3456		Javanese
12774	3456		Javanese (Indonesia)
12775	3456		Georgian
12776	3456		Georgian (Georgia)
12777	3456		Kabyle
12778	3456		Kabyle (Algeria)
12779	3456		Kamba
12780	3456		Kamba (Kenya)
12781	3456		Makonde
12782	3456		Makonde (Tanzania)
12783	3456		Kabuverdianu
12784	3456		Kabuverdianu (Cape Verde)
12785	3456		Kaingang
12786	3456		Kaingang (Brazil)
12787	3456		Koyra Chiini
12788	3456		Koyra Chiini (Mali)
12789	3456		Kikuyu
12790	3456		Kikuyu (Kenya)
12791	3456		Kazakh
12792	3456		Kazakh (Kazakhstan)
12793	3456		Kako
12794	3456		Kako (Cameroon)
12795	3456		Kalaallisut
12796	3456		Kalaallisut (Greenland)
12797	3456		Kalenjin
12798	3456		Kalenjin (Kenya)
12799	3456		Khmer
12800	3456		Khmer (Cambodia)
12801	3456		Kannada
12802	3456		Kannada (India)
12803	3456		Korean
12804	3456		Korean (North Korea)
12805	3456		Korean (South Korea)
12806	3456		Konkani
12807	3456		Konkani (India)
12808	3456		Kashmiri
12809	3456		Kashmiri (Arabic)
12810	3456		Kashmiri (Arabic, India)
12811	3456		Kashmiri (Devanagari)
12812	3456		Kashmiri (Devanagari, India)
12813	3456		Shambala
12814	3456		Shambala (Tanzania)
12815	3456		Bafia
12816	3456		Bafia (Cameroon)
12817	3456		Colognian
12818	3456		Colognian (Germany)
12819	3456		Kurdish
12820	3456		Kurdish (Turkey)
12821	3456		Cornish
12822	3456		Cornish (United Kingdom)
12823	3456		Kyrgyz
12824	3456		Kyrgyz (Kyrgyzstan)
12825	3456		Langi
12826	3456		Langi (Tanzania)
12827	3456		Luxembourgish
12828	3456		Luxembourgish (Luxembourg)
12829	3456		Ganda
12830	3456		Ganda (Uganda)
12831	3456		Lakota
12832	3456		Lakota (United States)
12833	3456		Lingala
12834	3456		Lingala (Angola)
12835	3456		Lingala (Congo - Kinshasa)
12836	3456		Lingala (Central African Republic)
12837	3456		Lingala (Congo - Brazzaville)
12838	3456		Lao
12839	3456		Lao (Laos)
12840	3456		Northern Luri
12841	3456		Northern Luri (Iraq)
12842	3456		Northern Luri (Iran)
12843	3456		Lithuanian
12844	3456		Lithuanian (Lithuania)
12845	3456		Luba-Katanga
12846	3456		Luba-Katanga (Congo - Kinshasa)
12847	3456		Luo
12848	3456		Luo (Kenya)
12849	3456		Luyia
12850	3456		Luyia (Kenya)
12851	3456		Latvian
12852	3456		Latvian (Latvia)
12853	3456		Maithili
12854	3456		Maithili (India)
12855	3456		Masai
12856	3456		Masai (Kenya)
12857	3456		Masai (Tanzania)
12858	3456		Meru
12859	3456		Meru (Kenya)
12860	3456		Morisyen
12861	3456		Morisyen (Mauritius)
12862	3456		Malagasy
12863	3456		Malagasy (Madagascar)
12864	3456		Makhuwa-Meetto
12865	3456		Makhuwa-Meetto (Mozambique)
12870	3456		Macedonian
12871	3456		Macedonian (North Macedonia)
12872	3456		Malayalam
12873	3456		Malayalam (India)
12874	3456		Mongolian
12875	3456		Mongolian (Mongolia)
12876	3456		Manipuri
12877	3456		Manipuri (Bangla)
12878	3456		Manipuri (Bangla, India)
12879	3456		Marathi
12880	3456		Marathi (India)
12881	3456		Malay
12882	3456		Malay (Brunei)
12883	3456		Malay (Indonesia)
12884	3456		Malay (Malaysia)
12885	3456		Malay (Singapore)
12886	3456		Maltese
12887	3456		Maltese (Malta)
12888	3456		Mundang
12889	3456		Mundang (Cameroon)
12890	3456		Burmese
12891	3456		Burmese (Myanmar [Burma])
12892	3456		Mazanderani
12893	3456		Mazanderani (Iran)
12894	3456		Nama
12895	3456		Nama (Namibia)
12899	3456		North Ndebele
12900	3456		North Ndebele (Zimbabwe)
12901	3456		Nepali
12902	3456		Nepali (India)
12903	3456		Nepali (Nepal)
12904	3456		Dutch
12905	3456		Dutch (Aruba)
12906	3456		Dutch (Belgium)
12907	3456		Dutch (Caribbean Netherlands)
12909	3456		Dutch (Netherlands)
12910	3456		Dutch (Suriname)
12911	3456		Dutch (Sint Maarten)
12912	3456		Kwasio
12913	3456		Kwasio (Cameroon)
12914	3456		Norwegian Nynorsk
12915	3456		Norwegian Nynorsk (Norway)
12916	3456		Ngiemboon
12917	3456		Ngiemboon (Cameroon)
12918	3456		Norwegian
12919	3456		Nuer
12920	3456		Nuer (South Sudan)
12921	3456		Nyankole
12922	3456		Nyankole (Uganda)
12923	3456		Oromo
12924	3456		Oromo (Ethiopia)
12925	3456		Oromo (Kenya)
12926	3456		Odia
12927	3456		Odia (India)
12928	3456		Ossetic
12929	3456		Ossetic (Georgia)
12930	3456		Ossetic (Russia)
12931	3456		Punjabi
12932	3456		Punjabi (Arabic)
12933	3456		Punjabi (Arabic, Pakistan)
12934	3456		Punjabi (Gurmukhi)
12935	3456		Punjabi (Gurmukhi, India)
12936	3456		Nigerian Pidgin
12937	3456		Nigerian Pidgin (Nigeria)
12938	3456		Polish
12939	3456		Polish (Poland)
12940	3456		Pashto
12941	3456		Pashto (Afghanistan)
12942	3456		Pashto (Pakistan)
12943	3456		Portuguese
12944	3456		Portuguese (Angola)
12945	3456		Portuguese (Brazil)
12946	3456		Portuguese (Switzerland)
12947	3456		Portuguese (Cape Verde)
12948	3456		Portuguese (Equatorial Guinea)
12949	3456		Portuguese (Guinea-Bissau)
12950	3456		Portuguese (Luxembourg)
12951	3456		Portuguese (Macao SAR China)
12952	3456		Portuguese (Mozambique)
12953	3456		Portuguese (Portugal)
12955	3456		Portuguese (Timor-Leste)
12956	3456		Quechua
12957	3456		Quechua (Bolivia)
12958	3456		Quechua (Ecuador)
12959	3456		Quechua (Peru)
12960	3456		Rajasthani
12961	3456		Rajasthani (India)
12962	3456		Romansh
12963	3456		Romansh (Switzerland)
12964	3456		Rundi
12965	3456		Rundi (Burundi)
12966	3456		Romanian
12967	3456		Romanian (Moldova)
12968	3456		Romanian (Romania)
12969	3456		Rombo
12970	3456		Rombo (Tanzania)
12971	3456		Russian
12972	3456		Russian (Belarus)
12973	3456		Russian (Kyrgyzstan)
12974	3456		Russian (Kazakhstan)
12975	3456		Russian (Moldova)
12976	3456		Russian (Russia)
12977	3456		Russian (Ukraine)
12978	3456		Kinyarwanda
12979	3456		Kinyarwanda (Rwanda)
12980	3456		Rwa
12981	3456		Rwa (Tanzania)
12982	3456		Sanskrit
12983	3456		Sanskrit (India)
12984	3456		Yakut
12985	3456		Yakut (Russia)
12986	3456		Samburu
12987	3456		Samburu (Kenya)
12988	3456		Santali
12989	3456		Santali (Ol Chiki)
12990	3456		Santali (Ol Chiki, India)
12991	3456		Sangu
12992	3456		Sangu (Tanzania)
12993	3456		Sardinian
12994	3456		Sardinian (Italy)
12995	3456		Sindhi
12996	3456		Sindhi (Arabic)
12997	3456		Sindhi (Arabic, Pakistan)
12998	3456		Sindhi (Devanagari)
12999	3456		Sindhi (Devanagari, India)
13000	3456		Northern Sami
13001	3456		Northern Sami (Finland)
13002	3456		Northern Sami (Norway)
13003	3456		Northern Sami (Sweden)
13004	3456		Sena
13005	3456		Sena (Mozambique)
13006	3456		Koyraboro Senni
13007	3456		Koyraboro Senni (Mali)
13008	3456		Sango
13009	3456		Sango (Central African Republic)
13010	3456		Tachelhit
13011	3456		Tachelhit (Latin)
13012	3456		Tachelhit (Latin, Morocco)
13013	3456		Tachelhit (Tifinagh)
13014	3456		Tachelhit (Tifinagh, Morocco)
13015	3456		Sinhala
13016	3456		Sinhala (Sri Lanka)
13017	3456		Slovak
13018	3456		Slovak (Slovakia)
13019	3456		Slovenian
13020	3456		Slovenian (Slovenia)
13021	3456		Inari Sami
13022	3456		Inari Sami (Finland)
13023	3456		Shona
13024	3456		Shona (Zimbabwe)
13025	3456		Somali
13026	3456		Somali (Djibouti)
13027	3456		Somali (Ethiopia)
13028	3456		Somali (Kenya)
13029	3456		Somali (Somalia)
13030	3456		Albanian
13031	3456		Albanian (Albania)
13032	3456		Albanian (North Macedonia)
13033	3456		Albanian (Kosovo)
13034	3456		Serbian
13035	3456		Serbian (Cyrillic)
13036	3456		Serbian (Cyrillic, Bosnia & Herzegovina)
13037	3456		Serbian (Cyrillic, Montenegro)
13038	3456		Serbian (Cyrillic, Serbia)
13039	3456		Serbian (Cyrillic, Kosovo)
13040	3456		Serbian (Latin)
13041	3456		Serbian (Latin, Bosnia & Herzegovina)
13042	3456		Serbian (Latin, Montenegro)
13043	3456		Serbian (Latin, Serbia)
13044	3456		Serbian (Latin, Kosovo)
13045	3456		Sundanese
13046	3456		Sundanese (Latin)
13047	3456		Sundanese (Latin, Indonesia)
13048	3456		Swedish
13050	3456		Swedish (Finland)
13051	3456		Swedish (Sweden)
13052	3456		Swahili
13053	3456		Swahili (Congo - Kinshasa)
13054	3456		Swahili (Kenya)
13055	3456		Swahili (Tanzania)
13056	3456		Swahili (Uganda)
13057	3456		Tamil
13058	3456		Tamil (India)
13059	3456		Tamil (Sri Lanka)
13060	3456		Tamil (Malaysia)
13061	3456		Tamil (Singapore)
13062	3456		Telugu
13063	3456		Telugu (India)
13064	3456		Teso
13065	3456		Teso (Kenya)
13066	3456		Teso (Uganda)
13067	3456		Tajik
13068	3456		Tajik (Tajikistan)
13069	3456		Thai
13070	3456		Thai (Thailand)
13071	3456		Tigrinya
13072	3456		Tigrinya (Eritrea)
13073	3456		Tigrinya (Ethiopia)
13074	3456		Turkmen
13075	3456		Turkmen (Turkmenistan)
13076	3456		Tongan
13077	3456		Tongan (Tonga)
13078	3456		Turkish
13079	3456		Turkish (Cyprus)
13080	3456		Turkish (Turkey)
13081	3456		Tatar
13082	3456		Tatar (Russia)
13083	3456		Tasawaq
13084	3456		Tasawaq (Niger)
13085	3456		Central Atlas Tamazight
13086	3456		Central Atlas Tamazight (Morocco)
13087	3456		Uyghur
13088	3456		Uyghur (China)
13089	3456		Ukrainian
13090	3456		Ukrainian (Ukraine)
13091	3456		Urdu
13092	3456		Urdu (India)
13093	3456		Urdu (Pakistan)
13094	3456		Uzbek
13095	3456		Uzbek (Arabic)
13096	3456		Uzbek (Arabic, Afghanistan)
13097	3456		Uzbek (Cyrillic)
13098	3456		Uzbek (Cyrillic, Uzbekistan)
13099	3456		Uzbek (Latin)
13100	3456		Uzbek (Latin, Uzbekistan)
13101	3456		Vai
13102	3456		Vai (Latin)
13103	3456		Vai (Latin, Liberia)
13104	3456		Vai (Vai)
13105	3456		Vai (Vai, Liberia)
13106	3456		Vietnamese
13107	3456		Vietnamese (Vietnam)
13108	3456		Vunjo
13109	3456		Vunjo (Tanzania)
13110	3456		Walser
13111	3456		Walser (Switzerland)
13112	3456		Wolof
13113	3456		Wolof (Senegal)
13114	3456		Xhosa
13115	3456		Xhosa (South Africa)
13116	3456		Soga
13117	3456		Soga (Uganda)
13118	3456		Yangben
13119	3456		Yangben (Cameroon)
13120	3456		Yiddish
13121	3456		Yiddish (world)
13122	3456		Yoruba
13123	3456		Yoruba (Benin)
13124	3456		Yoruba (Nigeria)
13125	3456		Nheengatu
13126	3456		Nheengatu (Brazil)
13127	3456		Nheengatu (Colombia)
13128	3456		Nheengatu (Venezuela)
13129	3456		Cantonese
13130	3456		Cantonese (Simplified)
13131	3456		Cantonese (Simplified, China)
13132	3456		Cantonese (Traditional)
13133	3456		Cantonese (Traditional, Hong Kong SAR China)
13134	3456		Standard Moroccan Tamazight
13135	3456		Standard Moroccan Tamazight (Morocco)
13136	3456		Chinese
13137	3456		Chinese (Simplified)
13138	3456		Chinese (Simplified, China)
13139	3456		Chinese (Simplified, Hong Kong SAR China)
13140	3456		Chinese (Simplified, Macao SAR China)
13141	3456		Chinese (Simplified, Singapore)
13142	3456		Chinese (Traditional)
13143	3456		Chinese (Traditional, Hong Kong SAR China)
13144	3456		Chinese (Traditional, Macao SAR China)
13145	3456		Chinese (Traditional, Taiwan)
13146	3456		Zulu
13147	3456		Zulu (South Africa)
13150	3764		snowball stemmer
13151	3600		snowball stemmer for arabic language
13152	3602		configuration for arabic language
13153	3600		snowball stemmer for armenian language
13154	3602		configuration for armenian language
13155	3600		snowball stemmer for basque language
13156	3602		configuration for basque language
13157	3600		snowball stemmer for catalan language
13158	3602		configuration for catalan language
13159	3600		snowball stemmer for danish language
13160	3602		configuration for danish language
13161	3600		snowball stemmer for dutch language
13162	3602		configuration for dutch language
13163	3600		snowball stemmer for english language
13164	3602		configuration for english language
13165	3600		snowball stemmer for finnish language
13166	3602		configuration for finnish language
13167	3600		snowball stemmer for french language
13168	3602		configuration for french language
13169	3600		snowball stemmer for german language
13170	3602		configuration for german language
13171	3600		snowball stemmer for greek language
13172	3602		configuration for greek language
13173	3600		snowball stemmer for hindi language
13174	3602		configuration for hindi language
13175	3600		snowball stemmer for hungarian language
13176	3602		configuration for hungarian language
13177	3600		snowball stemmer for indonesian language
13178	3602		configuration for indonesian language
13179	3600		snowball stemmer for irish language
13180	3602		configuration for irish language
13181	3600		snowball stemmer for italian language
13182	3602		configuration for italian language
13183	3600		snowball stemmer for lithuanian language
13184	3602		configuration for lithuanian language
13185	3600		snowball stemmer for nepali language
13186	3602		configuration for nepali language
13187	3600		snowball stemmer for norwegian language
13188	3602		configuration for norwegian language
13189	3600		snowball stemmer for portuguese language
13190	3602		configuration for portuguese language
13191	3600		snowball stemmer for romanian language
13192	3602		configuration for romanian language
13193	3600		snowball stemmer for russian language
13194	3602		configuration for russian language
13195	3600		snowball stemmer for serbian language
13196	3602		configuration for serbian language
13197	3600		snowball stemmer for spanish language
13198	3602		configuration for spanish language
13199	3600		snowball stemmer for swedish language
13200	3602		configuration for swedish language
13201	3600		snowball stemmer for tamil language
13202	3602		configuration for tamil language
13203	3600		snowball stemmer for turkish language
13204	3602		configuration for turkish language
13205	3600		snowball stemmer for yiddish language
13206	3602		configuration for yiddish language
=index_class	oid	relname	relam=403	relisshared=false
112	pg_foreign_data_wrapper_oid_index
113	pg_foreign_server_oid_index
174	pg_user_mapping_oid_index
175	pg_user_mapping_user_server_index
548	pg_foreign_data_wrapper_name_index
549	pg_foreign_server_name_index
827	pg_default_acl_role_nsp_obj_index
828	pg_default_acl_oid_index
1232	pg_shdepend_depender_index		true
1233	pg_shdepend_reference_index		true
2187	pg_inherits_parent_index
2228	pg_range_rngmultitypid_index
2397	pg_shdescription_o_c_index		true
2579	pg_constraint_conparentid_index
2650	pg_aggregate_fnoid_index
2651	pg_am_name_index
2652	pg_am_oid_index
2653	pg_amop_fam_strat_index
2654	pg_amop_opr_fam_index
2655	pg_amproc_fam_proc_index
2656	pg_attrdef_adrelid_adnum_index
2657	pg_attrdef_oid_index
2658	pg_attribute_relid_attnam_index
2659	pg_attribute_relid_attnum_index
2660	pg_cast_oid_index
2661	pg_cast_source_target_index
2662	pg_class_oid_index
2663	pg_class_relname_nsp_index
2664	pg_constraint_conname_nsp_index
2665	pg_constraint_conrelid_contypid_conname_index
2666	pg_constraint_contypid_index
2667	pg_constraint_oid_index
2668	pg_conversion_default_index
2669	pg_conversion_name_nsp_index
2670	pg_conversion_oid_index
2671	pg_database_datname_index		true
2672	pg_database_oid_index		true
2673	pg_depend_depender_index
2674	pg_depend_reference_index
2675	pg_description_o_c_o_index
2676	pg_authid_rolname_index		true
2677	pg_authid_oid_index		true
2678	pg_index_indrelid_index
2679	pg_index_indexrelid_index
2680	pg_inherits_relid_seqno_index
2681	pg_language_name_index
2682	pg_language_oid_index
2683	pg_largeobject_loid_pn_index
2684	pg_namespace_nspname_index
2685	pg_namespace_oid_index
2686	pg_opclass_am_name_nsp_index
2687	pg_opclass_oid_index
2688	pg_operator_oid_index
2689	pg_operator_oprname_l_r_n_index
2690	pg_proc_oid_index
2691	pg_proc_proname_args_nsp_index
2692	pg_rewrite_oid_index
2693	pg_rewrite_rel_rulename_index
2694	pg_auth_members_role_member_index		true
2695	pg_auth_members_member_role_index		true
2696	pg_statistic_relid_att_inh_index
2697	pg_tablespace_oid_index		true
2698	pg_tablespace_spcname_index		true
2699	pg_trigger_tgconstraint_index
2701	pg_trigger_tgrelid_tgname_index
2702	pg_trigger_oid_index
2703	pg_type_oid_index
2704	pg_type_typname_nsp_index
2754	pg_opfamily_am_name_nsp_index
2755	pg_opfamily_oid_index
2756	pg_amop_oid_index
2757	pg_amproc_oid_index
2965	pg_db_role_setting_databaseid_rol_index		true
2996	pg_largeobject_metadata_oid_index
3080	pg_extension_oid_index
3081	pg_extension_name_index
3085	pg_collation_oid_index
3119	pg_foreign_table_relid_index
3164	pg_collation_name_enc_nsp_index
3257	pg_policy_oid_index
3258	pg_policy_polrelid_polname_index
3351	pg_partitioned_table_partrelid_index
3379	pg_statistic_ext_relid_index
3380	pg_statistic_ext_oid_index
3395	pg_init_privs_o_c_o_index
3433	pg_statistic_ext_data_stxoid_inh_index
3455	pg_class_tblspc_relfilenode_index
3467	pg_event_trigger_evtname_index
3468	pg_event_trigger_oid_index
3502	pg_enum_oid_index
3503	pg_enum_typid_label_index
3534	pg_enum_typid_sortorder_index
3542	pg_range_rngtypid_index
3574	pg_transform_oid_index
3575	pg_transform_type_lang_index
3593	pg_shseclabel_object_index		true
3597	pg_seclabel_object_index
3604	pg_ts_dict_dictname_index
3605	pg_ts_dict_oid_index
3606	pg_ts_parser_prsname_index
3607	pg_ts_parser_oid_index
3608	pg_ts_config_cfgname_index
3609	pg_ts_config_map_index
3712	pg_ts_config_oid_index
3766	pg_ts_template_tmplname_index
3767	pg_ts_template_oid_index
3997	pg_statistic_ext_name_index
5002	pg_sequence_seqrelid_index
6001	pg_replication_origin_roiident_index		true
6002	pg_replication_origin_roname_index		true
6110	pg_publication_oid_index
6111	pg_publication_pubname_index
6112	pg_publication_rel_oid_index
6113	pg_publication_rel_prrelid_prpubid_index
6114	pg_subscription_oid_index		true
6115	pg_subscription_subname_index		true
6116	pg_publication_rel_prpubid_index
6117	pg_subscription_rel_srrelid_srsubid_index
6238	pg_publication_namespace_oid_index
6239	pg_publication_namespace_pnnspid_pnpubid_index
6246	pg_parameter_acl_parname_index		true
6247	pg_parameter_acl_oid_index		true
=keywords	word	catcode=U	barelabel=true	catdesc=unreserved	baredesc=can be bare label
abort
absolute
access
action
add
admin
after
aggregate
all	R		reserved
also
alter
always
analyse	R		reserved
analyze	R		reserved
and	R		reserved
any	R		reserved
array	R	false	reserved	requires AS
as	R	false	reserved	requires AS
asc	R		reserved
asensitive
assertion
assignment
asymmetric	R		reserved
at
atomic
attach
attribute
authorization	T		reserved (can be function or type name)
backward
before
begin
between	C		unreserved (cannot be function or type name)
bigint	C		unreserved (cannot be function or type name)
binary	T		reserved (can be function or type name)
bit	C		unreserved (cannot be function or type name)
boolean	C		unreserved (cannot be function or type name)
both	R		reserved
breadth
by
cache
call
called
cascade
cascaded
case	R		reserved
cast	R		reserved
catalog
chain
char	C	false	unreserved (cannot be function or type name)	requires AS
character	C	false	unreserved (cannot be function or type name)	requires AS
characteristics
check	R		reserved
checkpoint
class
close
cluster
coalesce	C		unreserved (cannot be function or type name)
collate	R		reserved
collation	T		reserved (can be function or type name)
column	R		reserved
columns
comment
comments
commit
committed
compression
concurrently	T		reserved (can be function or type name)
configuration
conflict
connection
constraint	R		reserved
constraints
content
continue
conversion
copy
cost
create	R	false	reserved	requires AS
cross	T		reserved (can be function or type name)
csv
cube
current
current_catalog	R		reserved
current_date	R		reserved
current_role	R		reserved
current_schema	T		reserved (can be function or type name)
current_time	R		reserved
current_timestamp	R		reserved
current_user	R		reserved
cursor
cycle
data
database
day		false		requires AS
deallocate
dec	C		unreserved (cannot be function or type name)
decimal	C		unreserved (cannot be function or type name)
declare
default	R		reserved
defaults
deferrable	R		reserved
deferred
definer
delete
delimiter
delimiters
depends
depth
desc	R		reserved
detach
dictionary
disable
discard
distinct	R		reserved
do	R		reserved
document
domain
double
drop
each
else	R		reserved
enable
encoding
encrypted
end	R		reserved
enum
escape
event
except	R	false	reserved	requires AS
exclude
excluding
exclusive
execute
exists	C		unreserved (cannot be function or type name)
explain
expression
extension
external
extract	C		unreserved (cannot be function or type name)
false	R		reserved
family
fetch	R	false	reserved	requires AS
filter		false		requires AS
finalize
first
float	C		unreserved (cannot be function or type name)
following
for	R	false	reserved	requires AS
force
foreign	R		reserved
forward
freeze	T		reserved (can be function or type name)
from	R	false	reserved	requires AS
full	T		reserved (can be function or type name)
function
functions
generated
global
grant	R	false	reserved	requires AS
granted
greatest	C		unreserved (cannot be function or type name)
group	R	false	reserved	requires AS
grouping	C		unreserved (cannot be function or type name)
groups
handler
having	R	false	reserved	requires AS
header
hold
hour		false		requires AS
identity
if
ilike	T		reserved (can be function or type name)
immediate
immutable
implicit
import
in	R		reserved
include
including
increment
index
indexes
inherit
inherits
initially	R		reserved
inline
inner	T		reserved (can be function or type name)
inout	C		unreserved (cannot be function or type name)
input
insensitive
insert
instead
int	C		unreserved (cannot be function or type name)
integer	C		unreserved (cannot be function or type name)
intersect	R	false	reserved	requires AS
interval	C		unreserved (cannot be function or type name)
into	R	false	reserved	requires AS
invoker
is	T		reserved (can be function or type name)
isnull	T	false	reserved (can be function or type name)	requires AS
isolation
join	T		reserved (can be function or type name)
key
label
language
large
last
lateral	R		reserved
leading	R		reserved
leakproof
least	C		unreserved (cannot be function or type name)
left	T		reserved (can be function or type name)
level
like	T		reserved (can be function or type name)
limit	R	false	reserved	requires AS
listen
load
local
localtime	R		reserved
localtimestamp	R		reserved
location
lock
locked
logged
mapping
match
matched
materialized
maxvalue
merge
method
minute		false		requires AS
minvalue
mode
month		false		requires AS
move
name
names
national	C		unreserved (cannot be function or type name)
natural	T		reserved (can be function or type name)
nchar	C		unreserved (cannot be function or type name)
new
next
nfc
nfd
nfkc
nfkd
no
none	C		unreserved (cannot be function or type name)
normalize	C		unreserved (cannot be function or type name)
normalized
not	R		reserved
nothing
notify
notnull	T	false	reserved (can be function or type name)	requires AS
nowait
null	R		reserved
nullif	C		unreserved (cannot be function or type name)
nulls
numeric	C		unreserved (cannot be function or type name)
object
of
off
offset	R	false	reserved	requires AS
oids
old
on	R	false	reserved	requires AS
only	R		reserved
operator
option
options
or	R		reserved
order	R	false	reserved	requires AS
ordinality
others
out	C		unreserved (cannot be function or type name)
outer	T		reserved (can be function or type name)
over		false		requires AS
overlaps	T	false	reserved (can be function or type name)	requires AS
overlay	C		unreserved (cannot be function or type name)
overriding
owned
owner
parallel
parameter
parser
partial
partition
passing
password
placing	R		reserved
plans
policy
position	C		unreserved (cannot be function or type name)
preceding
precision	C	false	unreserved (cannot be function or type name)	requires AS
prepare
prepared
preserve
primary	R		reserved
prior
privileges
procedural
procedure
procedures
program
publication
quote
range
read
real	C		unreserved (cannot be function or type name)
reassign
recheck
recursive
ref
references	R		reserved
referencing
refresh
reindex
relative
release
rename
repeatable
replace
replica
reset
restart
restrict
return
returning	R	false	reserved	requires AS
returns
revoke
right	T		reserved (can be function or type name)
role
rollback
rollup
routine
routines
row	C		unreserved (cannot be function or type name)
rows
rule
savepoint
schema
schemas
scroll
search
second		false		requires AS
security
select	R		reserved
sequence
sequences
serializable
server
session
session_user	R		reserved
set
setof	C		unreserved (cannot be function or type name)
sets
share
show
similar	T		reserved (can be function or type name)
simple
skip
smallint	C		unreserved (cannot be function or type name)
snapshot
some	R		reserved
sql
stable
standalone
start
statement
statistics
stdin
stdout
storage
stored
strict
strip
subscription
substring	C		unreserved (cannot be function or type name)
support
symmetric	R		reserved
sysid
system
table	R		reserved
tables
tablesample	T		reserved (can be function or type name)
tablespace
temp
template
temporary
text
then	R		reserved
ties
time	C		unreserved (cannot be function or type name)
timestamp	C		unreserved (cannot be function or type name)
to	R	false	reserved	requires AS
trailing	R		reserved
transaction
transform
treat	C		unreserved (cannot be function or type name)
trigger
trim	C		unreserved (cannot be function or type name)
true	R		reserved
truncate
trusted
type
types
uescape
unbounded
uncommitted
unencrypted
union	R	false	reserved	requires AS
unique	R		reserved
unknown
unlisten
unlogged
until
update
user	R		reserved
using	R		reserved
vacuum
valid
validate
validator
value
values	C		unreserved (cannot be function or type name)
varchar	C		unreserved (cannot be function or type name)
variadic	R		reserved
varying		false		requires AS
verbose	T		reserved (can be function or type name)
version
view
views
volatile
when	R		reserved
where	R	false	reserved	requires AS
whitespace
window	R	false	reserved	requires AS
with	R	false	reserved	requires AS
within		false		requires AS
without		false		requires AS
work
wrapper
write
xml
xmlattributes	C		unreserved (cannot be function or type name)
xmlconcat	C		unreserved (cannot be function or type name)
xmlelement	C		unreserved (cannot be function or type name)
xmlexists	C		unreserved (cannot be function or type name)
xmlforest	C		unreserved (cannot be function or type name)
xmlnamespaces	C		unreserved (cannot be function or type name)
xmlparse	C		unreserved (cannot be function or type name)
xmlpi	C		unreserved (cannot be function or type name)
xmlroot	C		unreserved (cannot be function or type name)
xmlserialize	C		unreserved (cannot be function or type name)
xmltable	C		unreserved (cannot be function or type name)
year		false		requires AS
yes
zone
`;
