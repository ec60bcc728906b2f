// Any bytes as the file of a badge, of whatever standard, and what is found at the URLs that it
// names; the byte 0x1e stands between them. It ends in a verdict, and no signature that we did not
// make is found good: only a badge of Open Badges 2.0 is genuine by being published.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <variant>
#include <vector>

#include "did/document.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {
namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (auto end = text.find('\x1e'); end != std::string_view::npos; end = text.find('\x1e')) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

void answer(Verification& verification, const Need& need, std::string_view text) {
  const Provenance from{.source = Source::documents};
  if (!std::holds_alternative<NeedDid>(need)) return verification.supply(text, from);
  auto document = did::read_document(text);
  if (!document) return verification.supply(document.error(), from);
  verification.supply(std::move(*document), from);
}

bool is_hosted(const Verdict& verdict) {
  for (const auto& check : verdict.checks) {
    if (check.finding == Finding::hosted_good) return true;
  }
  return false;
}

void try_file(std::string_view text) {
  const auto parts = parts_of(text);
  Verification verification(parts.front(), {.now = UnixTime{1'772'532'720'000}});
  std::size_t asked = 0;
  while (const auto need = verification.next()) {
    if (++asked < parts.size()) {
      answer(verification, *need, parts[asked]);
    } else {
      verification.supply(Error{did::unavailable, "nothing is there"});
    }
    require(asked <= needs_max);
  }
  const auto& verdict = verification.outcome();
  require(!verdict.checks.empty());
  require(!verdict.accepted() || is_hosted(verdict));
  require(!print_verdict(verdict).empty());
}

}  // namespace
}  // namespace waarmerk::node::credential

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waarmerk::node::credential::try_file({reinterpret_cast<const char*>(data), size});
  return 0;
}
