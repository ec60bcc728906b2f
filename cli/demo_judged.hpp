// Judged: what a node said of a badge, and whether it is what the demo expects.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::cli {

class Judged {
 public:
  /// Of the answer to `POST /credentials/verify`. Fails with demo.failed where it holds no verdict.
  static Result<Judged> make(json::Document answer, std::int64_t micros);

  /// How long it took to ask and be told.
  std::int64_t micros() const { return micros_; }
  /// The string at a path in the verdict, or nothing.
  std::string text(std::initializer_list<std::string_view> names) const;
  /// The sentence of the check with this code.
  std::string sentence(std::string_view code) const;

  /// Fails with demo.failed for another outcome, and where the check asked anybody else.
  Result<void> expect(std::string_view outcome, std::string_view code) const;

 private:
  Judged(json::Document answer, std::int64_t micros)
      : answer_(std::move(answer)), micros_(micros) {}

  json::Document answer_;
  std::int64_t micros_;
};

/// The string at the end of a path of names; empty where there is none.
std::string string_at(json::Value value, std::initializer_list<std::string_view> names);

}  // namespace waarmerk::cli
