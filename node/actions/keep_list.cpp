#include "node/actions/keep_list.hpp"

#include <algorithm>
#include <variant>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/did_webvh.hpp"
#include "node/actions/signed_by.hpp"
#include "node/credential/securing.hpp"
#include "node/credential/signatures.hpp"
#include "node/credential/status_entry.hpp"
#include "node/credential/status_token.hpp"
#include "node/credential/token_status_list.hpp"
#include "node/feed/revocations.hpp"

namespace waarmerk::node::actions {
namespace {

/// Names who signed, where that is one key of a DID document and nothing of it runs out.
void name_signer(const credential::Secured& secured, const credential::KnownDids& known,
                 SignedList& signed_list) {
  const auto signatures = credential::read_signatures(secured, signed_list.list.issuer);
  if (!signatures || signatures->size() != 1) return;
  const auto& signature = signatures->front();
  if (signature.method.empty() || signature.expires) return;
  const auto answer = credential::look_up_key(signature.method, {}, known);
  const auto* found = std::get_if<credential::KeyFound>(&answer);
  if (found == nullptr || found->expires || found->revoked) return;
  if (found->key.algorithm() == keys::Algorithm::rsa) return;  // has no Multikey
  signed_list.method = signature.method;
  signed_list.key = keys::print_multikey(found->key);
}

Result<SignedList> check_signature(const storage::View& store, const credential::Secured& secured,
                                   credential::StatusCredential list, const ListClaim& claim) {
  TRY(known, check_signed_by(store, secured, {list.issuer, claim.at, claim.document}));
  if (!known) return fail(foreign_list, "The status list is not signed by its issuer.");
  SignedList signed_list{std::move(list)};
  name_signer(secured, *known, signed_list);
  return signed_list;
}

bool revokes(const credential::StatusCredential& list) {
  return list.has_purpose(credential::revocation);
}

/// What `list` revokes; nothing where that is not what it is for.
ByteView revoked_in(const credential::StatusCredential& list) {
  return revokes(list) ? list.list.bytes() : ByteView{};
}

Result<std::optional<credential::StatusCredential>> read_kept(
    const std::optional<records::KnownList>& list) {
  if (!list) return std::nullopt;
  TRY(read, read_list_text(list->credential));
  return std::move(read);
}

/// A bit for each entry whose value says that it is withdrawn for good (IETF Token Status
/// List 7.1).
Result<credential::StatusList> withdrawn_in(const credential::TokenStatusList& list) {
  constexpr std::uint64_t entries_min = credential::status_entries_min;
  if (list.bytes().size() > kept_list_bytes_max) {
    return fail(credential::list_length, "The status list has more entries than are kept.");
  }
  Bytes bits(std::max(entries_min / 8, (list.size() + 7) / 8));
  for (std::uint64_t index = 0; index < list.size(); ++index) {
    const bool is_empty = list.bytes()[index * list.bits() / 8] == 0;
    if (is_empty || list.get(index).value_or(0) != credential::token_invalid) continue;
    bits[index / 8] |= static_cast<std::uint8_t>(0x80U >> (index % 8));
  }
  return credential::StatusList::from_bytes(std::move(bits));
}

/// A Status List Token, told as a list of what it revokes.
Result<credential::StatusCredential> read_token(const credential::Secured& opened) {
  TRY(token, credential::read_status_token(opened.document.root()));
  TRY(withdrawn, withdrawn_in(token.list));
  return credential::StatusCredential{.id = std::move(token.url),
                                      .issuer = token.issuer.value_or(""),
                                      .purposes = {std::string(credential::revocation)},
                                      .list = std::move(withdrawn),
                                      .valid_from = token.issued,
                                      .valid_until = token.expires,
                                      .ttl_ms = token.ttl_ms,
                                      .kind = credential::StatusKind::token,
                                      .token = std::move(token.list)};
}

bool is_token(const credential::StatusCredential& list) {
  return list.kind == credential::StatusKind::token;
}

/// Of each entry of a token.
unsigned token_bits(const credential::StatusCredential& list) {
  return list.token ? list.token->bits() : 0;
}

/// How long the list ever was, in entries as wide as they are now.
std::uint64_t longest_of(const records::KeptStatus& status, unsigned token_bits) {
  const auto longest = std::max(status.bits, status.longest_bits);
  if (status.token_bits == token_bits || status.token_bits == 0) return longest;
  return longest / status.token_bits * token_bits;
}

/// Of either kind, with the document that was signed.
struct Opened {
  credential::Secured secured;
  credential::StatusCredential list;
};

Result<Opened> open_list(std::string_view text) {
  auto token = credential::open_status_token(text);
  if (token) {
    TRY(list, read_token(*token));
    return Opened{std::move(*token), std::move(list)};
  }
  TRY(secured, credential::open(text));
  TRY(list, credential::read_status_credential(secured.document));
  return Opened{std::move(secured), std::move(list)};
}

}  // namespace

Result<credential::StatusCredential> read_list_text(std::string_view text) {
  TRY(opened, open_list(text));
  return std::move(opened.list);
}

Result<SignedList> read_signed_list(const storage::View& store, const ListClaim& claim) {
  TRY(opened, open_list(claim.text));
  auto list = std::move(opened.list);
  if (list.issuer.empty()) list.issuer = std::string(claim.issuer);  // a token need not say
  const bool is_others = !claim.issuer.empty() && !did::is_same_did(list.issuer, claim.issuer);
  if (is_others || list.id != claim.url) {
    return fail(foreign_list, "The status list is another issuer's, or of another place.");
  }
  if (list.list.bytes().size() > kept_list_bytes_max) {
    return fail(credential::list_length, "The status list has more entries than are kept.");
  }
  return check_signature(store, opened.secured, std::move(list), claim);
}

Result<void> ListKeeper::keep(const records::KnownList& list, const SignedList& signed_list) {
  const auto& read = signed_list.list;
  const records::ListName name{list.url, list.issuer};
  TRY(kept, find(name));
  const bool is_other_kind = kept->read && is_token(*kept->read) != is_token(read);
  if (is_other_kind) return fail(foreign_list, "The list at this place was of another kind.");
  const bool ordered = kept->list && kept->list->source == "gossip" && list.source == "gossip";
  if (kept->list && !ordered && read.valid_from < kept->list->valid_from) {
    add(*kept, name, read);
    note_length(*kept, name, read.length());
    return {};
  }
  save_pages(*kept, list, signed_list);
  const bool goes_on = log_list(*kept, list, read);
  const auto before = std::exchange(kept->read, read);
  kept->list = list;
  records::save_list(rows_, list);
  if (!goes_on && kept->revocations) log_revoked(*kept, name, {}, kept->revocations->bytes(), {});
  if (before) add(*kept, name, *before);
  return {};
}

/// While `kept` still holds the list before.
void ListKeeper::save_pages(Kept& kept, const records::KnownList& list, const SignedList& read) {
  const records::ListName name{list.url, list.issuer};
  const bool has_before = kept.status && kept.read;
  const ByteView before = has_before ? kept.read->bytes() : ByteView{};
  const auto width = token_bits(read.list);
  const auto longest_bits = kept.status ? longest_of(*kept.status, width) : std::uint64_t{0};
  records::save_status_pages(rows_, name, before, read.list.bytes());
  kept.status = {.source = list.source,
                 .received = list.received,
                 .valid_from = read.list.valid_from,
                 .valid_until = read.list.valid_until,
                 .ttl_ms = list.ttl_ms,
                 .purposes = read.list.purposes,
                 .is_list_2021 = read.list.kind == credential::StatusKind::list_2021,
                 .token_bits = width,
                 .bits = read.list.bytes().size() * 8,
                 .longest_bits = longest_bits,
                 .method = read.method,
                 .key = read.key,
                 .place = list.place,
                 .sha256 = sha256(bytes_of(list.credential))};
  records::save_kept_status(rows_, name, *kept.status);
}

/// An older list that came late was longer than the one that is followed.
void ListKeeper::note_length(Kept& kept, const records::ListName& name, std::uint64_t entries) {
  if (!kept.status) return;
  const auto bits = entries * std::max(kept.status->token_bits, 1U);
  if (bits <= std::max(kept.status->bits, kept.status->longest_bits)) return;
  kept.status->longest_bits = bits;
  records::save_kept_status(rows_, name, *kept.status);
}

/// As its issuer dates it, though not before it last said something.
bool ListKeeper::log_list(Kept& kept, const records::KnownList& list,
                          const credential::StatusCredential& now) {
  const records::ListName name{list.url, list.issuer};
  auto at = std::min(list.valid_from.value_or(list.received), list.received);
  const bool is_known = kept.span && kept.read;
  const ByteView before = is_known ? kept.read->bytes() : ByteView{};
  if (kept.span) at = std::max(at, kept.span->last + 1);
  // What stood in entries of another width cannot be read by that of now: it is known anew.
  const bool goes_on = is_known && token_bits(*kept.read) == token_bits(now);
  kept.span = records::StatusSpan{goes_on ? kept.span->start : at, at};
  records::save_status_span(rows_, name, *kept.span);
  records::save_status_changes(rows_, name, before, now.bytes(), {at, list.place});
  return goes_on;
}

/// What was never in force here was revoked all the same, at the latest now.
void ListKeeper::log_revoked(Kept& kept, const records::ListName& name, ByteView before,
                             ByteView now, std::optional<UnixTime> at) {
  if (!kept.span) return;
  kept.span->last = std::max(at.value_or(UnixTime{0}), kept.span->last + 1);
  records::save_status_span(rows_, name, *kept.span);
  const records::StatusMoment moment{kept.span->last, {}};
  if (!kept.read || !kept.read->token) {
    return records::save_status_changes(rows_, name, before, now, moment);
  }
  const auto& token = *kept.read->token;
  records::save_status_changes(rows_, name, token.with_withdrawn(before), token.with_withdrawn(now),
                               moment);
}

Result<void> ListKeeper::keep_revocations(const records::ListName& name,
                                          const credential::StatusCredential& read) {
  TRY(kept, find(name));
  add(*kept, name, read);
  return {};
}

Result<ListKeeper::Kept*> ListKeeper::find(const records::ListName& name) {
  const auto key = std::pair(std::string(name.url), std::string(name.issuer));
  if (const auto found = kept_.find(key); found != kept_.end()) return &found->second;
  Kept kept;
  TRY(list, records::find_list(store_, name));
  TRY(read, read_kept(list));
  TRY(revocations, find_revoked_before(store_, name));
  kept.list = std::move(list);
  kept.read = std::move(read);
  kept.revocations = std::move(revocations);
  TRY(status, records::find_kept_status(store_, name));
  kept.status = std::move(status);
  TRY(span, records::find_status_span(store_, name));
  kept.span = span;
  return &kept_.emplace(key, std::move(kept)).first->second;
}

void ListKeeper::add(Kept& kept, const records::ListName& name,
                     const credential::StatusCredential& from) {
  const ByteView before = kept.revocations ? kept.revocations->bytes() : ByteView{};
  Bytes all = to_bytes(before);
  const auto followed = kept.read ? revoked_in(*kept.read) : ByteView{};
  if (!feed::keep_revoked(all, revoked_in(from), followed)) return;
  log_revoked(kept, name, before, all, from.valid_from);
  auto list = credential::StatusList::from_bytes(std::move(all));
  if (!list) return;  // cannot be: it is as long as a list that was read
  kept.revocations = std::move(*list);
  records::save_kept_revocations(rows_, name, kept.revocations->encode());
}

Result<std::optional<credential::StatusList>> joined(std::optional<credential::StatusList> left,
                                                     std::optional<credential::StatusList> right) {
  if (!left || !right) return left ? std::move(left) : std::move(right);
  auto all = feed::joined(left->bytes(), right->bytes());
  TRY(list, credential::StatusList::from_bytes(std::move(all)));
  return std::move(list);
}

Result<std::optional<credential::StatusList>> find_all_revoked(const storage::View& store,
                                                               const records::ListName& name) {
  TRY(taken_back, find_revoked_before(store, name));
  TRY(list, records::find_list(store, name));
  if (!list) return std::move(taken_back);
  TRY(read, read_list_text(list->credential));
  if (!revokes(read)) return std::move(taken_back);
  return joined(std::move(taken_back), std::move(read.list));
}

Result<std::optional<credential::StatusList>> find_revoked_before(const storage::View& store,
                                                                  const records::ListName& name) {
  TRY(encoded, records::find_kept_revocations(store, name));
  if (!encoded) return std::nullopt;
  TRY(list, credential::StatusList::decode(*encoded));
  return list;
}

}  // namespace waarmerk::node::actions
