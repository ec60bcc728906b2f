// Result: a value, or the Error that stands in its place.
#pragma once

#include <expected>
#include <string>
#include <utility>

#include "crypto/base/error.hpp"

namespace waarmerk {

template <class T>
using Result = std::expected<T, Error>;

/// The Error to return from a function whose answer is a Result.
inline std::unexpected<Error> fail(ErrorCode code, std::string detail, std::string path = {}) {
  return std::unexpected<Error>(Error{code, std::move(detail), std::move(path)});
}

/// The Error of `result`, to be returned as the Error of another Result.
template <class T>
std::unexpected<Error> failure_of(Result<T>&& result) {
  return std::unexpected<Error>(std::move(result).error());
}

}  // namespace waarmerk

/// `TRY(name, expression)`: names the value of a Result, or returns its Error.
#define TRY(name, ...)                                                          \
  auto name##_result = (__VA_ARGS__);                                           \
  if (!name##_result) return std::unexpected(std::move(name##_result).error()); \
  [[maybe_unused]] auto& name = *name##_result

/// `TRY_OK(expression)`: returns the Error of a Result<void>, if it has one.
#define TRY_OK(...)                               \
  if (auto ok_result = (__VA_ARGS__); !ok_result) \
  return std::unexpected(std::move(ok_result).error())

/// `CO_TRY(name, co_await expression)`: TRY inside a coroutine.
#define CO_TRY(name, ...)                                                          \
  auto name##_result = (__VA_ARGS__);                                              \
  if (!name##_result) co_return std::unexpected(std::move(name##_result).error()); \
  [[maybe_unused]] auto& name = *name##_result
