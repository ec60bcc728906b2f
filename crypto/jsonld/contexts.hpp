// Contexts: the JSON-LD contexts that are known by their URL. They are never fetched.
//
// The contexts that the field uses are shipped inside the program (spec/contexts). An operator may
// pin more, each with the SHA-256 of its bytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"

namespace waarmerk::jsonld {

inline constexpr ErrorCode context_exists{"jsonld.context_exists", ErrorKind::conflict};
inline constexpr ErrorCode wrong_digest{"jsonld.wrong_digest", ErrorKind::invalid};

/// A context document, and the digest that its bytes must have, in hexadecimal.
struct PinnedContext {
  std::string url;
  std::string text;
  std::string sha256;
};

/// A set of contexts, cheap to copy. What was read of them once is kept for the next document, by
/// all copies together and for all threads; how much is kept has a limit.
class Contexts {
 public:
  struct State;
  struct Fact {
    std::string_view url;
    std::string_view sha256;  ///< of the published bytes, in hexadecimal
  };

  /// Those that are shipped.
  static const Contexts& shipped();
  /// The same, of which nothing was read yet.
  static Contexts fresh();

  /// These, and `more`. Fails with jsonld.wrong_digest, jsonld.context_exists for a URL that is
  /// known with other bytes, or as json::parse does.
  Result<Contexts> with(const std::vector<PinnedContext>& more) const;

  bool knows(std::string_view url) const;
  /// All of them, by URL.
  std::vector<Fact> facts() const;

  State& state() const { return *state_; }

 private:
  explicit Contexts(std::shared_ptr<State> state) : state_(std::move(state)) {}

  std::shared_ptr<State> state_;
};

}  // namespace waarmerk::jsonld
