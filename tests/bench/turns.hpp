// Different things of one kind that take turns, so that what is measured is not one of them.
//
// A processor that meets one signature again and again learns its steps by heart, and how many
// steps a check takes differs by some per cent from signature to signature. Both sides of a ratio
// therefore go through as many, each of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/keys/signer.hpp"
#include "tests/bench/open_badge.hpp"

namespace waarmerk {

inline constexpr std::size_t turns = 64;

template <class Thing>
class Turns {
 public:
  /// Of what `make` gives for 0, 1, 2 ….
  template <class Make>
  explicit Turns(const Make& make) {
    things_.reserve(turns);
    for (std::size_t i = 0; i < turns; ++i) things_.push_back(make(i));
  }

  const Thing& next() { return things_[at_++ % turns]; }

 private:
  std::vector<Thing> things_;
  std::size_t at_ = 0;
};

struct Signed {
  Bytes message;
  Bytes signature;
};

/// The `i`th bare signature. Its message is as long as the two hashes of a Data Integrity proof.
inline Signed bare_signature(std::size_t i, const keys::Signer& signer) {
  const Bytes message(64, static_cast<std::uint8_t>(i));
  return {.message = message, .signature = signer.sign(message).value()};
}

/// The badge of open_badge.hpp, with an id and a place in the status list of its own.
inline std::string badge_of(std::size_t i) {
  std::string text = compact_badge();
  for (const std::string_view digits : {"1a2b3c4d5e", "40213"}) {
    const std::string own = std::to_string(10'000 + i);
    for (auto at = text.find(digits); at != text.npos; at = text.find(digits, at)) {
      text.replace(at + digits.size() - own.size(), own.size(), own);
    }
  }
  return text;
}

}  // namespace waarmerk
