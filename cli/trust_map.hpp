// TrustMap: the network of trust around an organisation, as the node tells it, to be drawn.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::cli {

/// All text of others in it is on one line and turns no writing around.
struct TrustMap {
  struct Stop {
    std::string did;
    std::string name = {};  ///< or the DID
    int hops = 0;
    std::optional<std::string> root = {};  ///< the amount for which our policy believes it
  };
  /// What one says of another, by their places in `stops`.
  struct Line {
    std::size_t from = 0;
    std::size_t to = 0;
    bool introduces = false;
    int amount = 0;
    std::string depth;
    std::string about;  ///< `making, NL-ZH`, or `anything`
    std::string since;  ///< a day
    std::string until;  ///< the day on which it ends
    bool is_settled = true;
  };

  std::string at;
  std::vector<Stop> stops = {};
  std::vector<Line> lines = {};
  bool is_cut_short = false;

  /// `The network of trust around The library`.
  std::string title() const;
  /// `5 organisations and 7 bits of trust, 2026-03-03T10:12:00Z`, and whether there are more.
  std::string summary() const;
  /// `Gemeente introduces West Practice: 60, about making, since 2024-01-05, until 2027-01-05`.
  std::string sentence(const Line& line) const;
};

/// Fails with cli.strange_answer.
Result<TrustMap> read_trust_map(json::Value graph);

}  // namespace waarmerk::cli
