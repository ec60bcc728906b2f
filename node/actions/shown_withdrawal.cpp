#include "node/actions/shown_withdrawal.hpp"

#include <algorithm>
#include <string>

#include "node/credential/status_entry.hpp"
#include "node/records/status_bits.hpp"
#include "node/records/status_log.hpp"

namespace waarmerk::node::actions {
namespace {

/// A list of tokens has another order of bits, and one for another purpose withdraws nothing.
bool tells_withdrawals(const records::KeptStatus& kept) {
  const bool is_for_it =
      std::ranges::find(kept.purposes, credential::revocation) != kept.purposes.end();
  return kept.token_bits == 0 && is_for_it;
}

}  // namespace

Result<std::optional<UnixTime>> shown_withdrawn_since(const storage::View& store,
                                                      const trust::Endorsement& said) {
  if (!said.shown_at) return std::nullopt;
  const std::string issuer = said.truster.text();
  const records::ListName name{said.shown_at->list_url, issuer};
  TRY(kept, records::find_kept_status(store, name));
  if (!kept || !tells_withdrawals(*kept)) return std::nullopt;
  const auto index = said.shown_at->index;
  TRY(value, records::find_status_value(store, name, kept->bits, {index, 1}));
  // Most are not withdrawn, and their history needs no look.
  TRY(taken_back, records::find_kept_revocations(store, name));
  if (value.value_or(0) == 0 && !taken_back) return std::nullopt;
  TRY(span, records::find_status_span(store, name));
  if (!span) return std::nullopt;
  return records::find_first_set(store, name, index, span->start);
}

}  // namespace waarmerk::node::actions
