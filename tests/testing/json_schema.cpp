// SPDX-License-Identifier: Apache-2.0
#include "testing/json_schema.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "testing/golden.hpp"

namespace relook::testing {

void expect_valid(const std::string& json, const char* schema_file) {
  using valijson::adapters::NlohmannJsonAdapter;
  const nlohmann::json schema_text = nlohmann::json::parse(slurp(schema_file));
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(NlohmannJsonAdapter(schema_text), schema);
  const nlohmann::json document = nlohmann::json::parse(json);
  valijson::ValidationResults results;
  valijson::Validator validator;
  EXPECT_TRUE(validator.validate(schema, NlohmannJsonAdapter(document), &results));
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    std::string where;
    for (const std::string& part : error.context) where += part;
    ADD_FAILURE() << where << ": " << error.description;
  }
}

}  // namespace relook::testing
