// Why this node believes an issuer, for a page: the ways from the node over those who recognise.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::web {

struct TrustParty {
  std::string id;
  std::string name = {};  ///< may be empty
};

/// What one says of the next.
struct TrustWord {
  TrustParty from;
  TrustParty to;
  UnixTime since;
  UnixTime until;
  bool introduces = false;  ///< it is also believed about others
};

struct TrustWay {
  TrustParty root;                    ///< whom the node's policy names
  std::vector<TrustWord> words = {};  ///< none where that is the issuer itself
};

struct TrustWays {
  std::vector<TrustWay> ways = {};         ///< the one that counts most first
  std::vector<TrustParty> could_say = {};  ///< who say nothing yet, and would be believed
  bool is_enough = false;                  ///< the policy asks for no more
  bool is_objected = false;                ///< one of those who are believed objects to the issuer
};

inline constexpr std::size_t ways_shown_max = 5;
inline constexpr std::size_t could_say_shown_max = 3;

/// One stop of a line: who, and what it says of the next. HTML.
struct TrustStep {
  std::string heading;
  std::string body;
};

/// The first way as stops: the node, then each who recognises. The issuer is not among them. Empty
/// without a way.
std::vector<TrustStep> steps_of(const TrustWays& trust, const std::string& node_name,
                                const words::Languages& languages);

/// Who could say whether the issuer is to be believed, and that the badge is no worse for it: where
/// less is known than is asked for. Empty elsewhere, and where somebody objects.
std::string advice_of(const TrustWays& trust, const words::Languages& languages);

/// Every way in sentences, to be opened. Empty without a way.
std::string ways_list(const TrustWays& trust, const std::string& node_name,
                      const words::Languages& languages);

}  // namespace waarmerk::node::web
