// The page that answers whether a badge is genuine: the verdict, why, and every check.
#pragma once

#include <optional>
#include <string>

#include "node/credential/verdict.hpp"
#include "node/http/message.hpp"
#include "node/web/again.hpp"
#include "node/web/badge_parts.hpp"
#include "node/web/receipt_part.hpp"
#include "node/words/catalogue.hpp"

namespace waarmerk::node::web {

struct Answer {
  words::Languages language = words::Language::en;
  std::string node_name;
  credential::Verdict verdict;
  BadgeFacts facts = {};
  std::string fetched_from = {};         ///< the link that it came by; may be empty
  std::string receipt = {};              ///< of this check, signed; empty where there is none
  std::string material = {};             ///< JSON, for the browser's own check; may be empty
  std::optional<ReceiptRead> read = {};  ///< where a receipt was brought, and no badge
  Again again = {};                      ///< what was sent, for the menu of languages
};

/// Status 200, whatever the verdict: the question was answered.
http::Response answer_page(const Answer& answer);

}  // namespace waarmerk::node::web
