-- Thirty questions to the files of vega-datasets, where they lie. From the folder of the project, with a server started in it by `npm start`:
--   psql postgresql://conduct@127.0.0.1:5442/conduct -f examples/vega/queries.sql

-- Flights: three million rows of Parquet.
select count(*) as flights from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet');
select origin, count(*) as flights from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') group by origin order by flights desc, origin limit 10;
select min(date) as first, max(date) as last from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet');
select extract(month from date) as month, count(*) as flights, sum(delay) as delay from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') group by 1 order by 1;
select destination, max(distance) as distance from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') where origin = 'SFO' group by destination order by distance desc, destination limit 5;
select count(*) as late from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') where delay > 60 and date >= '2001-03-01' and date < '2001-04-01';
select origin, destination, count(*) as flights from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') group by origin, destination having count(*) > 5000 order by flights desc, origin, destination limit 10;
select count(distinct origin) as airports, count(distinct destination) as destinations from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet');
select extract(hour from date) as hour, sum(case when delay > 15 then 1 else 0 end) as late, count(*) as flights from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') group by 1 order by 1;
select origin, delay, distance from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') where delay > 1400 order by delay desc, distance, origin limit 5;

-- Flights with the names of their airports: Parquet and CSV together.
select a.state, count(*) as flights from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') f join read_csv('node_modules/vega-datasets/data/airports.csv') a on a.iata = f.origin group by a.state order by flights desc, a.state limit 10;
select a.name, avg(f.delay) as delay from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') f join read_csv('node_modules/vega-datasets/data/airports.csv') a on a.iata = f.destination where a.state = 'CA' group by a.name order by delay desc, a.name limit 5;
select count(*) as airports from read_csv('node_modules/vega-datasets/data/airports.csv') a where not exists (select 1 from read_parquet('node_modules/vega-datasets/data/flights-3m.parquet') f where f.origin = a.iata);

-- CSV.
select state, count(*) as airports from read_csv('node_modules/vega-datasets/data/airports.csv') group by state order by airports desc, state limit 10;
select symbol, min(price) as low, max(price) as high from read_csv('node_modules/vega-datasets/data/stocks.csv') group by symbol order by symbol;
select location, weather, count(*) as days from read_csv('node_modules/vega-datasets/data/weather.csv') group by location, weather order by location, days desc, weather;
select extract(year from date) as year, sum(precipitation) as rain, max(temp_max) as hottest from read_csv('node_modules/vega-datasets/data/seattle-weather.csv') group by 1 order by 1;
select "Entity", sum("Deaths") as deaths from read_csv('node_modules/vega-datasets/data/disasters.csv') where "Year" between 1950 and 2000 group by "Entity" order by deaths desc, "Entity" limit 5;
select source, sum(net_generation) as generated from read_csv('node_modules/vega-datasets/data/iowa-electricity.csv') group by source order by source;
select country, income, population from read_csv('node_modules/vega-datasets/data/gapminder-health-income.csv') where region = 'south_asia' order by income desc, country;
select count(*) as days, min("CO2") as low, max("CO2") as high from read_csv('node_modules/vega-datasets/data/co2-concentration.csv');
select g.name as team, count(*) as people from read_csv('node_modules/vega-datasets/data/lookup_people.csv') p join (select "group", person as name from read_csv('node_modules/vega-datasets/data/lookup_groups.csv')) g on g.name = p.name group by g.name order by g.name;

-- JSON.
select "Origin", count(*) as cars, avg("Horsepower") as power from read_json('node_modules/vega-datasets/data/cars.json') group by "Origin" order by "Origin";
select "Major Genre" as genre, count(*) as films, sum("US Gross") as gross from read_json('node_modules/vega-datasets/data/movies.json') group by 1 order by films desc, genre limit 5;
select site, year, sum(yield) as yield from read_json('node_modules/vega-datasets/data/barley.json') group by site, year order by site, year;
select "Species", count(*) as birds, avg("Body Mass (g)") as mass from read_json('node_modules/vega-datasets/data/penguins.json') group by 1 order by 1;
select origin, count(*) as flights, max(delay) as worst from read_json('node_modules/vega-datasets/data/flights-20k.json') group by origin order by flights desc, origin limit 5;
select cluster, sum(pop) as people from read_json('node_modules/vega-datasets/data/gapminder.json') where year = 2005 group by cluster order by cluster;
select year, sum(people) as people from read_json('node_modules/vega-datasets/data/population.json') where sex = 2 group by year order by year;
select job, sum(count) as people from read_json('node_modules/vega-datasets/data/jobs.json') where year = 2000 group by job order by people desc, job limit 5;
