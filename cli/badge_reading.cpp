#include "cli/badge_reading.hpp"

#include <utility>

#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::cli {

namespace credential = node::credential;

Result<ReadBadge> read_badge(std::string_view text) {
  TRY(file, credential::unwrap_badge(text));
  TRY(opened, credential::open(file.text));
  if (credential::is_assertion(opened.document.root())) {
    TRY(assertion, credential::read_assertion(opened.document));
    return ReadBadge{std::move(file), credential::view_assertion(assertion)};
  }
  TRY(read, credential::read_secured(opened));
  return ReadBadge{std::move(file), credential::view_credential(read)};
}

}  // namespace waarmerk::cli
