// SPDX-License-Identifier: Apache-2.0
// The same question in SQL: the decision of 28 January 2020 with two-valued predicates, over the
// tables of a mix (bench/mix_writer.cpp), in DuckDB. Prints the milliseconds of each run as JSON.
//
//   node check.js FOLDER THREADS REPETITIONS
//
// What is measured as `check` leaves out reading the files; the tables lie in memory, with the few
// different texts as ENUMs, lists as lists and dates as dates. `read` is the CSV reader alone, into
// tables that hold every column as its type.

"use strict";

const { DuckDBInstance } = require("@duckdb/node-api");

const [folder, threads, repetitions] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const day = "DATE '2023-06-01'";

const types = `{
  'id': 'VARCHAR', 'operator': 'VARCHAR', 'users': 'VARCHAR', 'networks': 'VARCHAR',
  'site': 'VARCHAR', 'function': 'VARCHAR', 'generations': 'VARCHAR', 'bands': 'VARCHAR',
  'model': 'VARCHAR', 'vendor': 'VARCHAR', 'procured_on': 'DATE', 'in_service_from': 'DATE',
  'in_service_until': 'DATE', 'transit': 'VARCHAR', 'cells': 'BIGINT',
  'traffic_tb_year': 'DECIMAL(18,3)', 'subscribers': 'BIGINT', 'premises': 'BIGINT' }`;

const readElements = `FROM read_csv('${folder}/elements.csv', header = true, columns = ${types},
  nullstr = ['', '-'], auto_detect = false, delim = ',', quote = '"', escape = '"')`;
const readSites = `FROM read_csv('${folder}/sites.csv', header = true, auto_detect = false, delim = ',',
  columns = {'id': 'VARCHAR', 'operator': 'VARCHAR', 'kind': 'VARCHAR', 'region': 'VARCHAR',
             'lat': 'DECIMAL(18,9)', 'lon': 'DECIMAL(18,9)'})`;

const enums = ["operator", "function", "vendor"];

// Sites as numbers, as an estate in memory has them.
const load = [
  `CREATE TABLE raw AS ${readElements}`,
  `CREATE TABLE sites AS SELECT (row_number() OVER ())::INTEGER AS code, id, lat::DOUBLE AS lat, lon::DOUBLE AS lon ${readSites}`,
  `CREATE TABLE places AS SELECT id, lat::DOUBLE AS lat, lon::DOUBLE AS lon, radius_m
     FROM read_csv('${folder}-places.csv', header = true)`,
  `CREATE TABLE networks AS FROM read_csv('${folder}/networks.csv', header = true)`,
  ...enums.map((name) => `CREATE TYPE ${name}_t AS ENUM (SELECT DISTINCT ${name} FROM raw WHERE ${name} IS NOT NULL ORDER BY 1)`),
  `CREATE TABLE elements AS
     SELECT raw.id, operator::operator_t AS operator, string_split(users, ';')::operator_t[] AS users,
            string_split(networks, ';') AS networks, sites.code AS site, function::function_t AS function,
            string_split(generations, ';') AS generations, vendor::vendor_t AS vendor, in_service_from,
            in_service_until, traffic_tb_year, premises
     FROM raw LEFT JOIN sites ON raw.site = sites.id ORDER BY raw.id`,
  `DROP TABLE raw`,
];

const highRisk = `vendor IN ('huawei', 'zte')`;
const zte = `vendor = 'zte'`;
const core = `function IN ('AMF', 'SMF', 'UPF', 'UDM', 'HSS', 'PGW', 'MME', 'OSS')`;
const baseStation = `(function = 'gNB' OR (function IN ('RU', 'eNB') AND list_contains(generations, '5G')))`;
const safety = `list_has_any(networks, (SELECT list(id) FROM networks WHERE criticality IN ('safety-related', 'safety-critical')))`;
const inService = `in_service_from <= ${day} AND (in_service_until IS NULL OR in_service_until > ${day})`;
const owners = `unnest(list_prepend(operator, coalesce(users, [])))`;

// The offenders of a rule by operator: how many, and the first thousand in the order of their ids.
const exclude = (what) => `
  WITH offenders AS (SELECT id, ${owners} AS owner FROM elements WHERE ${inService} AND ${what})
  SELECT owner, count(*), min(id, 1000) FROM offenders GROUP BY owner ORDER BY owner`;

// A degree of latitude is at least 110.5 km; the haversine is near enough to the geodesic here.
const near = `site IN (
  SELECT sites.code FROM sites JOIN places
    ON sites.lat BETWEEN places.lat - radius_m / 110500 AND places.lat + radius_m / 110500
  WHERE 2 * 6371009 * asin(sqrt(pow(sin(radians(sites.lat - places.lat) / 2), 2) +
        cos(radians(sites.lat)) * cos(radians(places.lat)) *
        pow(sin(radians(sites.lon - places.lon) / 2), 2))) <= radius_m)`;

const capSites = `
  WITH of_site AS (
    SELECT owner, site, bool_or(bad) AS bad
    FROM (SELECT ${owners} AS owner, site, coalesce(${highRisk}, false) AS bad FROM elements
          WHERE ${inService} AND ${baseStation})
    GROUP BY owner, site)
  SELECT owner, count(*), count(*) FILTER (bad) FROM of_site GROUP BY owner ORDER BY owner`;

const capWeight = (of, weight) => `
  SELECT owner, count(*), sum(weight), sum(weight) FILTER (bad)
  FROM (SELECT ${owners} AS owner, ${weight} AS weight, coalesce(${highRisk}, false) AS bad FROM elements
        WHERE ${inService} AND ${of})
  GROUP BY owner ORDER BY owner`;

const rules = {
  scope: `SELECT owner, count(*) FROM (SELECT ${owners} AS owner FROM elements WHERE ${inService}) GROUP BY owner`,
  core: exclude(`${highRisk} AND ${core}`),
  "safety-networks": exclude(`${highRisk} AND ${safety}`),
  "sensitive-places": exclude(`${highRisk} AND ${near}`),
  "access-sites": capSites,
  "access-traffic": capWeight(baseStation, "traffic_tb_year"),
  "full-fibre": capWeight(`function = 'OLT'`, "premises"),
  zte: exclude(zte),
};

const milliseconds = async (work) => {
  const before = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - before) / 1e6;
};

const main = async () => {
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  const results = { read: [], check: [], rules: {} };
  for (let i = 0; i < repetitions; ++i) {
    results.read.push(await milliseconds(async () => {
      await connection.run(`CREATE OR REPLACE TABLE read_elements AS ${readElements}`);
      await connection.run(`CREATE OR REPLACE TABLE read_sites AS ${readSites}`);
    }));
  }
  await connection.run("DROP TABLE read_elements");
  await connection.run("DROP TABLE read_sites");
  for (const statement of load) await connection.run(statement);
  for (let i = 0; i < repetitions; ++i) {
    let sum = 0;
    for (const [name, sql] of Object.entries(rules)) {
      const took = await milliseconds(async () => {
        await (await connection.run(sql)).getRows();
      });
      (results.rules[name] ??= []).push(took);
      sum += took;
    }
    results.check.push(sum);
  }
  const version = (await (await connection.run("SELECT version()")).getRows())[0][0];
  if (process.env.RELOOK_SHOW) {
    for (const [name, sql] of Object.entries(rules)) {
      const rows = await (await connection.run(sql)).getRows();
      console.error(name, rows.map((row) => row.slice(0, name.startsWith("access") || name === "full-fibre" ? 4 : 2).join(" ")).join(" | "));
    }
  }
  console.log(JSON.stringify({ version, threads, ...results }));
};

main().catch((error) => {
  console.error(String(error));
  process.exit(1);
});
