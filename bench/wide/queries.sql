-- Queries over one wide table, named w1, w2, ... in this order. Each is one statement; what ORDER BY leaves tied under a LIMIT is
-- decided by further keys, so that there is one answer.

-- Counts and sums over all rows.
select count(*) from views;

select count(*) from views where campaign <> '';

select sum(clicks), count(*), avg(window_width), max(load_ms) from views;

select avg(session_id) from views;

select count(distinct user_id) from views;

select count(distinct search_phrase) from views;

select min(viewed_on), max(viewed_on), min(viewed_at), max(viewed_at) from views;

-- Groups of few values, with distinct counts in them.
select medium, count(*) as views from views where campaign <> '' group by medium order by views desc, medium;

select region_id, count(distinct user_id) as users from views group by region_id order by users desc, region_id limit 10;

select region_id, sum(clicks), count(*) as views, avg(window_width), count(distinct user_id)
from views group by region_id order by views desc, region_id limit 10;

select device, count(distinct user_id) as users from views where device <> '' group by device order by users desc, device limit 10;

select device_kind, device, count(distinct user_id) as users from views where device <> ''
group by device_kind, device order by users desc, device_kind, device limit 10;

-- Groups of many texts.
select search_phrase, count(*) as views from views where search_phrase <> ''
group by search_phrase order by views desc, search_phrase limit 10;

select search_phrase, count(distinct user_id) as users from views where search_phrase <> ''
group by search_phrase order by users desc, search_phrase limit 10;

select search_engine, search_phrase, count(*) as views from views where search_phrase <> ''
group by search_engine, search_phrase order by views desc, search_engine, search_phrase limit 10;

select user_id, count(*) as views from views group by user_id order by views desc, user_id limit 10;

select user_id, search_phrase, count(*) as views from views
group by user_id, search_phrase order by views desc, user_id, search_phrase limit 10;

select user_id, extract(minute from viewed_at) as minute, search_phrase, count(*) as views from views
group by user_id, minute, search_phrase order by views desc, user_id, minute, search_phrase limit 10;

-- One user's rows.
select count(*), min(viewed_at), max(viewed_at) from views where user_id = 2169783872837013192;

-- Texts that contain, and what goes with them.
select count(*) from views where url like '%lamps%';

select search_phrase, min(url), count(*) as views from views where url like '%lamps%' and search_phrase <> ''
group by search_phrase order by views desc, search_phrase limit 10;

select search_phrase, min(url), min(title), count(*) as views, count(distinct user_id)
from views where title like '%Copper%' and url not like '%.example/lamps/%' and search_phrase <> ''
group by search_phrase order by views desc, search_phrase limit 10;

select * from views where url like '%kettles%' order by viewed_at, view_id limit 10;

select search_phrase from views where search_phrase <> '' order by viewed_at, search_phrase limit 10;

select search_phrase from views where search_phrase <> '' order by search_phrase limit 10;

select search_phrase, viewed_at from views where search_phrase <> '' order by viewed_at desc, search_phrase limit 10;

select shop_id, avg(length(url)) as length, count(*) as views from views where url <> ''
group by shop_id having count(*) > 400 order by length desc, shop_id limit 25;

select regexp_replace(referrer, '^https?://(?:www[.])?([^/]+)/.*$', '\1') as host, avg(length(referrer)) as length, count(*) as views, min(referrer)
from views where referrer <> '' group by host having count(*) > 400 order by length desc, host limit 25;

-- Many aggregates over narrow integers.
select sum(window_width), sum(window_width + 1), sum(window_width + 2), sum(window_width + 3), sum(window_width + 4), sum(window_width + 5),
  sum(window_width + 6), sum(window_width + 7), sum(window_width + 8), sum(window_width + 9), sum(window_width + 10), sum(window_width + 11),
  sum(window_width + 12), sum(window_width + 13), sum(window_width + 14), sum(window_width + 15), sum(window_width + 16),
  sum(window_width + 17), sum(window_width + 18), sum(window_width + 19), sum(window_height), sum(window_height + 1),
  sum(window_height + 2), sum(window_height + 3), sum(window_height + 4), sum(window_height + 5), sum(window_height + 6),
  sum(window_height + 7), sum(window_height + 8), sum(window_height + 9), sum(clicks * 2), sum(clicks * 3), sum(clicks * 4), sum(clicks * 5)
from views;

-- Several keys, few of whose values are equal.
select search_engine, ip, count(*) as views, sum(is_refresh), avg(window_width) from views where search_phrase <> ''
group by search_engine, ip order by views desc, search_engine, ip limit 10;

select view_id, ip, count(*) as views, sum(is_refresh), avg(window_width) from views where search_phrase <> ''
group by view_id, ip order by views desc, view_id, ip limit 10;

select view_id, ip, count(*) as views, sum(is_refresh), avg(window_width) from views
group by view_id, ip order by views desc, view_id, ip limit 10;

select url, count(*) as views from views group by url order by views desc, url limit 10;

select 1 as one, url, count(*) as views from views group by one, url order by views desc, url limit 10;

select ip, ip - 1 as before1, ip - 2 as before2, ip - 3 as before3, count(*) as views from views
group by ip, before1, before2, before3 order by views desc, ip limit 10;

-- What one shop looks at: days and flags first, then groups.
select url, count(*) as views from views
where shop_id = 0 and viewed_on between '2026-03-05' and '2026-03-25' and is_refresh = 0 and is_bot = 0 and url <> ''
group by url order by views desc, url limit 10;

select title, count(*) as views from views
where shop_id = 0 and viewed_on between '2026-03-05' and '2026-03-25' and is_refresh = 0 and is_bot = 0 and title <> ''
group by title order by views desc, title limit 10;

select url, count(*) as views from views
where shop_id = 0 and viewed_on between '2026-03-05' and '2026-03-25' and is_refresh = 0 and is_external = 1 and is_download = 0
group by url order by views desc, url limit 10 offset 100;

select referrer_kind, search_engine, ad_source, case when search_engine = 0 and referrer_kind = 0 then referrer else '' end as source,
  url as target, count(*) as views
from views where shop_id = 0 and viewed_on between '2026-03-05' and '2026-03-25' and is_refresh = 0
group by referrer_kind, search_engine, ad_source, source, target
order by views desc, referrer_kind, search_engine, ad_source, source, target limit 10 offset 100;

select url_hash, viewed_on, count(*) as views from views
where shop_id = 0 and viewed_on between '2026-03-05' and '2026-03-25' and is_refresh = 0 and referrer_kind in (0, 2) and category = 'lamps'
group by url_hash, viewed_on order by views desc, url_hash, viewed_on limit 10 offset 10;

select window_width, window_height, count(*) as views from views
where shop_id = 0 and viewed_on between '2026-03-05' and '2026-03-25' and is_refresh = 0 and is_bot = 0 and url_depth = 3
group by window_width, window_height order by views desc, window_width, window_height limit 10 offset 100;

select date_trunc('minute', viewed_at) as minute, count(*) as views from views
where shop_id = 0 and viewed_on between '2026-03-14' and '2026-03-15' and is_refresh = 0 and is_bot = 0
group by minute order by minute limit 10 offset 100;

-- Several texts as keys.
select country, browser, os, language, count(*) as views, avg(load_ms) from views
group by country, browser, os, language order by views desc, country, browser, os, language limit 20;

select category, city, provider, count(*) as views, sum(bytes_received), max(render_ms) from views where status = 200
group by category, city, provider order by views desc, category, city, provider limit 20;

-- Regular expressions as filters.
select browser, count(*) as views from views where agent ~ '^Mozilla/5[.]0 .Android [89][.].*(Chrome|Edge)/1[01][0-9][.].*$'
group by browser order by browser;

select count(*), min(url) from views where url ~ '^https://[^/]+/[a-z]+/(red|blue|green)-[a-z]+-[0-9]*7([?].*)?$';

-- Several distinct counts at once.
select count(distinct country), count(distinct agent), count(distinct url), count(distinct title), count(distinct ip) from views;

-- The first three of each group.
select country, category, views from (
  select country, category, count(*) as views, row_number() over (partition by country order by count(*) desc, category) as place
  from views group by country, category
) as ranked where place <= 3 order by country, views desc, category;

-- Lists of values, NULLs, and money.
select os, segment, count(*) as views, count(order_ref) as orders, sum(price * quantity) as sold, avg(goal_value)
from views where country in ('DE', 'FR', 'US', 'JP') and browser not in ('Opera', 'Other') and signed_up_on >= '2018-01-01'
group by os, segment order by sold desc nulls last, os, segment limit 10;

select upper(substring(search_phrase, 1, 3)) as start, count(*) as views, count(distinct search_phrase) as phrases, sum(score)
from views where search_phrase <> '' group by start order by views desc, start limit 10;

-- Rare rows of a large result, in order.
select view_id, user_id, url, note from views where note like '%lamps%' and load_ms > 3000 and country = 'JP'
order by load_ms desc, view_id limit 20;
