// BadgeView: a badge as people read it, whatever edition of Open Badges it is of.
//
// A view is what the badge says. Whether that is true is for a Verdict.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/assertion.hpp"
#include "node/credential/credential.hpp"

namespace waarmerk::node::credential {

/// Two texts that belong together, such as the name of a result and its value.
struct ViewLine {
  std::string name;
  std::string text;
};

struct BadgeView {
  std::string edition;  ///< `3.0` or `2.0`; `CLR 2.0` for a record; empty for what is no badge
  std::string id;
  std::string name;
  std::string description = {};
  std::string criteria = {};  ///< a text, or else a URL
  std::string image = {};     ///< a URL, also `data:`
  std::string kind = {};      ///< the achievementType
  std::string issuer_id = {};
  std::string issuer_name = {};
  std::string subject = {};  ///< an id, or a name that is not hashed
  bool is_subject_hashed = false;
  std::string narrative = {};
  std::optional<UnixTime> from = {};
  std::optional<UnixTime> until = {};
  std::vector<ViewLine> results = {};
  std::vector<ViewLine> evidence = {};      ///< its name, and its URL or story
  std::vector<ViewLine> alignments = {};    ///< the name of the target, and its URL
  std::vector<ViewLine> endorsements = {};  ///< who, and what they say; embedded ones only
  std::vector<ViewLine> contents = {};      ///< of a record: a badge's name, and who gave it
  std::vector<std::string> tags = {};
};

BadgeView view_credential(const Credential& credential);

/// Of the badge class and the issuer, what is embedded; the rest stands at their URLs.
BadgeView view_assertion(const Assertion& assertion);

/// The view as a JSON object; what is empty is left out.
void write_view(json::Writer& writer, const BadgeView& view);

}  // namespace waarmerk::node::credential
