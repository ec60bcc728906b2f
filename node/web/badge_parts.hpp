// What is told of one badge, in parts: the page of one badge and the page of several are made of
// them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "node/credential/badge_view.hpp"
#include "node/credential/verdict.hpp"
#include "node/web/proof_part.hpp"
#include "node/web/trust_ways.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::web {

/// What is told of a badge beside its verdict.
struct BadgeFacts {
  std::optional<credential::BadgeView> view = {};  ///< where the badge could be read
  std::optional<TrustWays> trust = {};             ///< where visitors may see it
  ProofShown proof = {};
};

/// What it comes to, in a word or two.
words::Key heading_of(const credential::Verdict& verdict);

/// In paragraphs: that the signature is real where the badge is not accepted all the same, what
/// decided, who issued it and until when. Who signed it about themselves is not said to have issued
/// it.
std::string verdict_sentences(const credential::Verdict& verdict,
                              const words::Languages& languages);

/// What the badge says. `heading` is the element of the title: `h2` or `h3`.
std::string says_part(const credential::Verdict& verdict, const BadgeFacts& facts,
                      const words::Languages& languages, std::string_view heading = "h2");

/// Why to believe it, as a line and, where visitors may see it, a list.
std::string why_part(const credential::Verdict& verdict, const BadgeFacts& facts,
                     const std::string& node_name, const words::Languages& languages,
                     std::string_view heading = "h2");

/// Every check, the keys and contexts, the badge as it came, and the answer as JSON; to be opened.
std::string all_part(const credential::Verdict& verdict, const BadgeFacts& facts,
                     const words::Languages& languages);

}  // namespace waarmerk::node::web
