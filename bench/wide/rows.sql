-- The rows numbered {first} to {last}. A row depends on its number alone, and on {pace}, which spreads all of them over a month: each engine makes
-- the same ones for itself, in slices. Only operators that mean the same in both are used: no division of integers, no function that one of them lacks.
--
-- Randomness is squares modulo the prime 2^31 - 1. Which user, page and phrase a row has is skewed; what is known of them follows from hashes of
-- their numbers. Words are cut from strings of fixed-width fields.
select
  n * 1048576 + (r1 & 1048575) as view_id,
  viewed_at,
  viewed_at::date as viewed_on,
  (h1 << 31) + h2 as user_id,
  (h2 << 22) + ((n * {pace}) >> 35) as session_id,
  1 + ((r6 & 63) * (r6 & 63) >> 7) as step,
  case when r6 & 63 < 12 then 1 else 0 end as is_first,
  shop_id,
  url,
  (p1 << 31) + p2 as url_hash,
  2 + (p1 & 3) as url_depth,
  title,
  category,
  item_id,
  referrer,
  case when referrer = '' then 0 else (f1 << 30) + (r5 & 1023) end as referrer_hash,
  referrer_kind,
  phrase as search_phrase,
  case when phrase = '' then 0 else 1 + (r5 & 63) * (r5 & 63) >> 7 end as search_engine,
  case when r5 & 15 = 7 then rtrim(substring(adjectives, (1 + 10 * ((r5 >> 8) & 63))::integer, 10)) || '-' || ((r5 >> 14) & 15) else '' end as campaign,
  rtrim(substring('direct  organic referralsocial  email   display ', (1 + 8 * case when r5 & 15 = 7 then 4 + ((r5 >> 8) & 1) else referrer_kind end)::integer, 8)) as medium,
  (r5 >> 20) & 1 as is_landing,
  'Mozilla/5.0 (' || os || ' ' || os_version || case when device = '' then '' else '; ' || device end || ') ' || browser || '/' || browser_major || '.0.'
    || browser_build as agent,
  browser,
  browser_major,
  browser_major || '.' || browser_build as browser_build,
  os,
  os_version,
  device,
  device_kind,
  320 + 80 * ((h1 >> 12) & 31) as screen_width,
  480 + 40 * ((h1 >> 17) & 31) as screen_height,
  300 + 20 * ((h1 >> 12) & 31) + (r3 & 255) as window_width,
  400 + 16 * ((h1 >> 17) & 31) + ((r3 >> 8) & 127) as window_height,
  case when h1 & 7 = 0 then 30 else 24 end as color_depth,
  1 + (h1 & 3) * 0.25 as pixel_ratio,
  substring('endefresitptnlplsvdaficstrjakozh', (1 + 2 * (((h2 >> 3) & 15) * ((h2 >> 3) & 15) >> 4))::integer, 2)
    || case when h2 & 7 = 0 then '-' || country else '' end as language,
  60 * ((h2 >> 3) % 25) - 720 as utc_offset,
  device_kind & 1 as has_touch,
  case when r3 & 127 = 0 then 0 else 1 end as has_cookies,
  case when r3 & 255 = 1 then 0 else 1 end as has_scripts,
  case when h1 & 31 = 3 then 1 else 0 end as is_bot,
  case when device = '' then 0 else 1 end as is_mobile,
  country,
  region_id,
  rtrim(substring('Aldport  Brookham Carvale  Dunmore  Eastwick Fairview Glenford Harwick  Inverley Jansburg Kelmont  Lakeside Marbury  Newhaven Oakdale  Penrith  Queensby Ravenna  Stanmore Thornton Upwell   Valmont  Westbury Xanten   Yarmouth Zelhem   Ashford  Bexhill  Corby    Dorking  Epsom    Frome    ',
    (1 + 9 * (region_id & 31))::integer, 9)) || case when region_id < 512 then '' else ' ' || (region_id >> 9) end as city,
  (h2 << 1) + (r6 & 1) as ip,
  h2 >> 12 as network,
  rtrim(substring(nouns, (1 + 10 * ((h2 >> 12) & 63))::integer, 10)) || ' Telecom' as provider,
  rtrim(substring('fibre   cable   dsl     4g      5g      wifi    satelliteother  ', (1 + 8 * (r6 & 7))::integer, 8)) as connection,
  case when h2 & 3 = 0 then null else 16 + ((h2 >> 2) & 63) end as age,
  (h2 >> 8) % 3 as gender,
  h1 & h2 as interests,
  (h2 >> 10) & 7 as loyalty,
  case when h2 & 1 = 0 then 'guest' else rtrim(substring(adjectives, (1 + 10 * ((h2 >> 20) & 15))::integer, 10)) || ' buyer' end as segment,
  case when h2 & 1 = 0 then null else date '2015-01-01' + ((h2 >> 5) & 4095)::integer end as signed_up_on,
  case when r4 & 3 = 0 then 0 else (r4 >> 2) & 63 end as dns_ms,
  case when r4 & 3 = 0 then 0 else ((r4 >> 5) & 127) + 3 end as connect_ms,
  case when r4 & 3 = 0 then 0 else ((r4 >> 7) & 127) + 9 end as tls_ms,
  ((r4 >> 10) & 255) * ((r4 >> 10) & 255) >> 7 as request_ms,
  ((r4 >> 12) & 511) * ((r4 >> 12) & 511) >> 7 as response_ms,
  10 + ((r4 >> 14) & 255) as parse_ms,
  40 + ((r4 >> 16) & 1023) as render_ms,
  100 + (((r4 >> 12) & 2047) * ((r4 >> 12) & 2047) >> 9) as load_ms,
  (r3 >> 5) & 32767 as idle_ms,
  300 + ((r3 >> 7) & 4095) as bytes_sent,
  2000 + (((r3 >> 10) & 65535) * ((r3 >> 10) & 65535) >> 12) as bytes_received,
  case when r3 & 63 = 1 then 404 when r3 & 255 = 2 then 500 when r3 & 31 = 3 then 302 else 200 end as status,
  case when r3 & 31 = 5 then 'POST' else 'GET' end as method,
  'web-' || (100 + (r6 >> 10) % 60) as server,
  case when (r6 >> 3) & 3 = 0 then 'miss' when (r6 >> 3) & 15 = 1 then 'stale' else 'hit' end as cache,
  'tr-' || r1 || '-' || n as trace,
  (r6 >> 6) % 101 as scroll_depth,
  ((r6 >> 9) & 15) * ((r6 >> 9) & 15) >> 4 as clicks,
  case when r6 & 3 = 0 then (r6 >> 12) & 63 else 0 end as keys_pressed,
  ((r6 >> 8) & 1023) * ((r6 >> 8) & 1023) >> 9 as seconds_spent,
  case when r6 & 7 = 2 then 1 else 0 end as is_bounce,
  case when r6 & 127 = 9 then 1 else 0 end as is_download,
  case when (r6 >> 2) & 31 = 9 then 1 else 0 end as is_external,
  case when r2 & 15 = 9 then 1 else 0 end as is_refresh,
  case when r2 & 511 = 8 then 1 else 0 end as is_print,
  case when r5 & 7 = 0 then 1 + ((r5 >> 5) & 31) else 0 end as goal_id,
  case when r5 & 7 = 0 then ((r5 >> 3) & 65535) * 0.01 end as goal_value,
  case when r5 & 63 = 0 then 'ORD-' || (r5 >> 2) end as order_ref,
  case when r5 & 3 = 0 then ((p1 >> 4) & 131071) * 0.01 end as price,
  substring('USDEURGBPJPYBRLPLNSEKTRY', (1 + 3 * ((h2 >> 6) & 7))::integer, 3) as currency,
  1 + ((r5 >> 8) & 7) * ((r5 >> 8) & 7) * ((r5 >> 8) & 7) >> 7 as quantity,
  case when r5 & 31 = 0 then 'SAVE' || 5 * ((r5 >> 7) & 7) else '' end as coupon,
  case when r5 & 31 = 0 then 5.0 * ((r5 >> 7) & 7) else 0.0 end as discount,
  case when r5 & 15 = 7 then (r5 >> 8) * 1000003 else 0 end as ad_id,
  case when r5 & 15 = 7 then ((r5 >> 4) & 65535) * 0.0001 else 0.0 end as ad_cost,
  case when r5 & 15 = 7 then 'network ' || ((r5 >> 11) & 31) else '' end as ad_source,
  (h1 >> 3) & 31 as experiment,
  case when (h1 >> 8) & 1 = 0 then 'control' else 'variant ' || ((h1 >> 9) & 3) end as variant,
  (r2 & 65535)::double precision * 0.0000152587890625 as score,
  (p2 & 1048575)::double precision * 0.03125 as rank,
  r3 & 65535 as flags,
  case when r2 & 127 = 3 then 'see ' || referrer || ' of ' || n end as note,
  case when p2 & 7 = 0 then 2 else 1 end as format,
  r1 * r2 as check_sum
from (
  select
    *,
    timestamp '2026-03-01 00:00:00' + ((n * {pace}) >> 20) * interval '1 second' as viewed_at,
    rtrim(substring(nouns, (1 + 10 * (p2 & 63))::integer, 10)) as category,
    p1 >> 8 as item_id,
    'https://' || case when shop_id & 3 = 1 then 'www.' else '' end || rtrim(substring(nouns, (1 + 10 * (shop_id & 63))::integer, 10))
      || case when shop_id < 64 then '' else '-' || (shop_id >> 6) end || '.example/' || rtrim(substring(nouns, (1 + 10 * (p2 & 63))::integer, 10)) || '/'
      || rtrim(substring(adjectives, (1 + 10 * ((p2 >> 6) & 63))::integer, 10)) || '-' || rtrim(substring(nouns, (1 + 10 * ((p1 >> 2) & 63))::integer, 10)) || '-'
      || (p1 >> 8) || case when p1 & 3 = 0 then '?page=' || ((p2 >> 12) & 15) when p1 & 3 = 1 then '?ref=' || p2 else '' end as url,
    case when p2 & 1023 = 0 then '' else
      upper(substring(adjectives, (1 + 10 * ((p2 >> 6) & 63))::integer, 1)) || rtrim(substring(adjectives, (2 + 10 * ((p2 >> 6) & 63))::integer, 9)) || ' '
      || rtrim(substring(nouns, (1 + 10 * ((p1 >> 2) & 63))::integer, 10)) || ', no. ' || (p1 >> 14) || ' | '
      || upper(substring(nouns, (1 + 10 * (shop_id & 63))::integer, 1)) || rtrim(substring(nouns, (2 + 10 * (shop_id & 63))::integer, 9)) end as title,
    case when referrer_kind = 0 then '' when referrer_kind = 1 then 'https://search' || (r5 & 3) || '.example/?q=' || (f1 & 262143)
      else case when f2 & 1 = 0 then 'http' else 'https' end || '://' || case when f2 & 2 = 0 then 'www.' else '' end
      || rtrim(substring(adjectives, (1 + 10 * ((f2 >> 6) & 63))::integer, 10)) || case when f2 & 768 = 0 then '' else '-' || ((f2 >> 8) & 127) end || '.example/'
      || rtrim(substring(nouns, (1 + 10 * ((f1 >> 2) & 63))::integer, 10)) || '/' || (f1 >> 8) end as referrer,
    case when r5 & 31 >= 6 then '' else rtrim(substring(adjectives, (1 + 10 * (s1 & 63))::integer, 10)) || ' '
      || rtrim(substring(nouns, (1 + 10 * ((s1 >> 6) & 63))::integer, 10)) || case when s1 & 4096 = 0 then '' else ' '
      || rtrim(substring(nouns, (1 + 10 * ((s1 >> 13) & 63))::integer, 10)) end || case when s1 & 1572864 = 0 then '' else ' ' || (s1 >> 20) end end as phrase,
    rtrim(substring('Chrome  Firefox Safari  Edge    Opera   Brave   Vivaldi Other   ', (1 + 8 * browser_kind)::integer, 8)) as browser,
    (98 + (((h2 >> 4) & 15) * ((h2 >> 4) & 15) >> 4))::integer as browser_major,
    ((h2 >> 4) & 3) || '.' || ((h2 >> 4) & 15) * 7 as browser_build,
    rtrim(substring('Windows Linux   macOS   Android iOS     Other   ', (1 + 8 * os_kind)::integer, 8)) as os,
    (8 + ((h1 >> 9) & 3)) || '.' || ((h1 >> 9) & 1) as os_version,
    case when os_kind < 3 then '' else rtrim(substring(adjectives, (1 + 10 * ((h2 >> 11) & 7))::integer, 10)) || ' '
      || substring('PhonePad  Note Tab  Fold ', (1 + 5 * ((h1 >> 6) & 3))::integer, 5) || ((h2 >> 20) & 1) end as device,
    case when os_kind < 3 then 0 else 1 + ((h1 >> 6) & 3) end as device_kind,
    substring('USDEFRESITBRNLPLSEDKFICZTRJPKRCNGBCAAUINMXARCLZANGEGKEATCHBEPTNO', (1 + 2 * ((h1 >> 5) & 31))::integer, 2) as country,
    (((h2 & 8191) * (h2 & 8191)) >> 13) + 1 as region_id
  from (
    select
      *,
      (((((p2 >> 18) & 8191) * ((p2 >> 18) & 8191)) >> 13) * ((p2 >> 18) & 8191)) >> 13 as shop_id,
      case when r5 & 31 < 6 then 1 when r5 & 31 < 14 then 0 when r5 & 31 = 14 then 3 else 2 end as referrer_kind,
      ((h1 & 15) * (h1 & 15)) >> 5 as browser_kind,
      (((h1 >> 4) & 15) * ((h1 >> 4) & 15) * 6) >> 8 as os_kind
    from (
      select
        n, r1, r2, r3, r4, r5, r6,
        ((u1 * u1) % 2147483647 * 16807 + u1) % 2147483647 as h1,
        ((u1 * u1) % 2147483647 * 1103515245 + 12345) % 2147483647 as h2,
        ((g1 * g1) % 2147483647 * 69621 + g1) % 2147483647 as p1,
        ((g1 * g1) % 2147483647 * 1664525 + 1013904223) % 2147483647 as p2,
        ((e1 * e1) % 2147483647 * 39373 + e1) % 2147483647 as f1,
        ((e1 * e1) % 2147483647 * 22695477 + 1) % 2147483647 as f2,
        ((w1 * w1) % 2147483647 * 48271 + w1) % 2147483647 as s1,
        'kitchen   garden    lamps     chairs    tables    sofas     beds      rugs      curtains  mirrors   '
        || 'clocks    vases     plants    pots      pans      knives    glasses   plates    cutlery   toasters  '
        || 'kettles   grinders  mixers    ovens     fridges   washers   dryers    irons     fans      heaters   '
        || 'radios    speakers  headsets  phones    tablets   laptops   cameras   lenses    tripods   printers  '
        || 'scanners  routers   cables    chargers  games     puzzles   books     comics    pens      paper     '
        || 'paints    brushes   shirts    jackets   trousers  socks     shoes     boots     hats      scarves   '
        || 'gloves    bags      wallets   watches   ' as nouns,
        'red       blue      green     yellow    black     white     grey      brown     pink      purple    '
        || 'orange    golden    silver    copper    wooden    woollen   cotton    linen     leather   glass     '
        || 'steel     brass     paper     small     large     tiny      huge      tall      short     long      '
        || 'wide      narrow    round     square    heavy     light     quiet     loud      bright    dark      '
        || 'soft      hard      warm      cool      fresh     dry       old       new       modern    classic   '
        || 'vintage   rustic    plain     fancy     cheap     fine      rare      simple    smart     strong    '
        || 'slim      folding   outdoor   portable  ' as adjectives
      from (
        select
          n, r1, r2, r3, r4, r5, r6,
          ((((r1 & 1048575) * (r1 & 1048575)) >> 20) * 1500450271 + 977) % 2147483647 as u1,
          ((((((r2 & 1048575) * (r2 & 1048575)) >> 20) * (r2 & 1048575)) >> 20) * 1299709 + 15485863) % 2147483647 as g1,
          ((((((r3 & 1048575) * (r3 & 1048575)) >> 20) * (r3 & 1048575)) >> 20) * 982451653 + 32452843) % 2147483647 as e1,
          ((((((r4 & 262143) * (r4 & 262143)) >> 18) * (r4 & 262143)) >> 18) * 715225739 + 49979687) % 2147483647 as w1
        from (
          select
            n,
            ((v1 * v1) % 2147483647 * 48271 + v1) % 2147483647 as r1,
            ((v2 * v2) % 2147483647 * 69621 + v2) % 2147483647 as r2,
            ((v3 * v3) % 2147483647 * 16807 + v3) % 2147483647 as r3,
            ((v4 * v4) % 2147483647 * 39373 + v4) % 2147483647 as r4,
            ((v5 * v5) % 2147483647 * 1664525 + v5) % 2147483647 as r5,
            ((v6 * v6) % 2147483647 * 22695477 + v6) % 2147483647 as r6
          from (
            select
              n,
              (n * 1500450271 + 32416190) % 2147483647 as v1,
              (n * 1299721 + 674506111) % 2147483647 as v2,
              (n * 982451653 + 86028121) % 2147483647 as v3,
              (n * 715225741 + 533000389) % 2147483647 as v4,
              (n * 179424673 + 1190494759) % 2147483647 as v5,
              (n * 413158511 + 256203161) % 2147483647 as v6
            from generate_series({first}::bigint, {last}) as series(n)
          ) as linear
        ) as random
      ) as keyed
    ) as hashed
  ) as kinds
) as described
