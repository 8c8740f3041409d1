// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace relook {

/// Why something could not be done. One table at each door maps it to an exit code.
enum class ErrorKind {
  invalid_input,  ///< what was given cannot be used: exit code 2
  not_found,      ///< a file, a name or an id that is not there: exit code 2
  io,             ///< the machine would not read or write: exit code 2
  limit,          ///< larger or deeper than relook accepts: exit code 2
  stopped,        ///< a signal or a budget ended it: exit code 130 or 3
  bug,            ///< relook itself is wrong: exit code 4
};

struct Error {
  ErrorKind kind;
  std::string message;  ///< a sentence a person can act on, without a full stop
  std::string where;    ///< file, option or id that it is about; may be empty

  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = std::expected<T, Error>;

[[nodiscard]] inline std::unexpected<Error> failure(ErrorKind kind, std::string message,
                                                    std::string where = {}) {
  return std::unexpected(Error{kind, std::move(message), std::move(where)});
}

/// "where: message", or the message alone.
[[nodiscard]] inline std::string to_string(const Error& error) {
  return error.where.empty() ? error.message : error.where + ": " + error.message;
}

}  // namespace relook
