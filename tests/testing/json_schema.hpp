// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace relook::testing {

/// Whether a document follows the schema in a file.
void expect_valid(const std::string& json, const char* schema_file);

}  // namespace relook::testing
