#include "node/feed/statement.hpp"

#include <algorithm>
#include <utility>

#include "crypto/base/big_endian.hpp"
#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/keys/verify.hpp"
#include "node/feed/limits.hpp"
#include "node/feed/payload_form.hpp"

namespace waarmerk::node::feed {

namespace {

using encoding::Cbor;

constexpr std::string_view succession_domain{"bot/succession/1\0", 17};
constexpr std::string_view status_power = "status";

Cbor bytes_of_hash(const Sha256& hash) { return Cbor::bytes(hash.value); }

Cbor cbor_time(UnixTime time) { return Cbor::uint(static_cast<std::uint64_t>(time.ms)); }

std::optional<UnixTime> time_in(const Cbor& value) {
  const auto number = value.as_uint();
  if (!number || *number > ts_max) return std::nullopt;
  return UnixTime{static_cast<std::int64_t>(*number)};
}

bool fits(const std::string* text, std::size_t bytes_max) {
  return text != nullptr && text->size() <= bytes_max;
}

std::optional<std::vector<Countersignature>> countersignatures_in(const Cbor& value) {
  const auto* array = value.as_array();
  if (array == nullptr || array->size() > countersignatures_max) return std::nullopt;
  std::vector<Countersignature> all;
  for (const auto& each : *array) {
    const auto* pair = each.as_array();
    if (pair == nullptr || pair->size() != 2) return std::nullopt;
    const auto feed = bytes_at<32>((*pair)[0]);
    const auto sig = bytes_at<64>((*pair)[1]);
    if (!feed || !sig) return std::nullopt;
    const FeedId id{*feed};
    if (!all.empty() && !(all.back().feed < id)) return std::nullopt;
    all.push_back({id, *sig});
  }
  return all;
}

bool is_status_power(const Cbor& value) {
  const auto* powers = value.as_array();
  if (powers == nullptr || powers->size() != 1) return false;
  const auto* power = powers->front().as_text();
  return power != nullptr && *power == status_power;
}

Bytes countersigned_bytes(const FeedId& feed, const Succession& succession) {
  auto bytes = to_bytes(bytes_of(succession_domain));
  append(bytes, feed.value);
  append(bytes, succession.to.value);
  append_big_endian(bytes, static_cast<std::uint64_t>(succession.from.ms));
  append(bytes, bytes_of(status_power));
  return bytes;
}

/// What an encoder made is also what a decoder takes.
template <class T>
Result<Bytes> encode_checked(Cbor::Map pairs, EntryType type, Result<T> (*decode)(ByteView)) {
  TRY(bytes, bounded(encoding::encode_cbor(Cbor::map(std::move(pairs))), type));
  TRY_OK(only_whether(decode(bytes)));
  return std::move(bytes);
}

Result<void> check_close(const Header& header, ByteView payload) {
  TRY_OK(only_whether(decode_close(payload)));
  if (!header.has(flag_end_of_feed)) return fail(bad_payload, "a CLOSE ends its feed");
  return {};
}

Result<void> check_succession(const Header& header, ByteView payload) {
  TRY(succession, decode_succession(payload));
  const bool is_own = std::ranges::any_of(
      succession.countersign, [&](const auto& each) { return each.feed == header.feed; });
  if (succession.to == header.feed || is_own)
    return fail(bad_payload, "a feed does not succeed itself");
  return {};
}

Result<void> check_epoch_start(const Header& header, ByteView payload) {
  TRY(start, decode_epoch_start(payload));
  if (header.epoch == 0 || header.seq != 1 || start.branch != header.prev)
    return fail(bad_payload, "an EPOCH is the first entry of its epoch, behind what it names");
  return {};
}

Result<void> check_trust_end(const Header& header, ByteView payload) {
  TRY(end, decode_trust_end(payload));
  if (end.at > header.ts) return fail(bad_payload, "a trust does not end ahead of its entry");
  return {};
}

}  // namespace

Result<Bytes> encode_close(const Close& close) {
  return encode_checked({{Cbor::text("reason"), Cbor::text(close.reason)}}, EntryType::close,
                        decode_close);
}

Result<Close> decode_close(ByteView payload) {
  TRY(map, decode_map(payload, {"reason"}));
  const auto* reason = map.find("reason")->as_text();
  if (!fits(reason, statement_reason_bytes_max))
    return fail(bad_payload, "the reason is no text of at most 1000 bytes");
  return Close{*reason};
}

Result<Bytes> encode_succession(const Succession& succession) {
  Cbor::Array given;
  for (const auto& each : succession.countersign)
    given.push_back(Cbor::array({Cbor::bytes(each.feed.value), Cbor::bytes(each.sig)}));
  return encode_checked({{Cbor::text("to_feed"), Cbor::bytes(succession.to.value)},
                         {Cbor::text("powers"), Cbor::array({Cbor::text(status_power)})},
                         {Cbor::text("from_ts"), cbor_time(succession.from)},
                         {Cbor::text("countersign"), Cbor::array(std::move(given))}},
                        EntryType::succession, decode_succession);
}

Result<Succession> decode_succession(ByteView payload) {
  TRY(map, decode_map(payload, {"to_feed", "powers", "from_ts", "countersign"}));
  const auto to = bytes_at<32>(*map.find("to_feed"));
  const auto from = time_in(*map.find("from_ts"));
  auto given = countersignatures_in(*map.find("countersign"));
  if (!to || !from || !given)
    return fail(bad_payload, "a SUCCESSION has a member of the wrong type or size");
  if (!is_status_power(*map.find("powers")))
    return fail(bad_payload, "only the power over status lists can be handed on");
  return Succession{FeedId{*to}, *from, std::move(*given)};
}

Result<ByteArray<64>> countersign(const FeedId& feed, const Succession& succession,
                                  const keys::Signer& signer) {
  TRY(signature, signer.sign(countersigned_bytes(feed, succession)));
  ByteArray<64> sig{};
  if (signature.size() != sig.size())
    return fail(keys::unsupported_key, "a countersignature is one of Ed25519");
  std::ranges::copy(signature, sig.begin());
  return sig;
}

bool holds(const Countersignature& given, const FeedId& feed, const Succession& succession,
           const keys::PublicKey& key) {
  return key.algorithm() == keys::Algorithm::ed25519 &&
         keys::verify(key, countersigned_bytes(feed, succession), given.sig);
}

std::string print_countersignature(const Countersignature& given) {
  return print_feed_id(given.feed) + "." +
         encoding::encode_multibase(encoding::Base::base64url, given.sig);
}

Result<Countersignature> parse_countersignature(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return fail(malformed, "there is no dot in it");
  TRY(feed, parse_feed_id(text.substr(0, dot)));
  const auto bytes = encoding::decode_multibase(encoding::Base::base64url, text.substr(dot + 1));
  Countersignature given{feed, {}};
  if (!bytes || bytes->size() != given.sig.size())
    return fail(malformed, "a countersignature has 64 bytes");
  std::ranges::copy(*bytes, given.sig.begin());
  return given;
}

Result<Bytes> encode_epoch_start(const EpochStart& start) {
  return encode_checked({{Cbor::text("branch"), bytes_of_hash(start.branch)},
                         {Cbor::text("fork"), start.fork ? bytes_of_hash(*start.fork) : Cbor()},
                         {Cbor::text("did_version"), Cbor::text(start.did_version)}},
                        EntryType::epoch, decode_epoch_start);
}

Result<EpochStart> decode_epoch_start(ByteView payload) {
  TRY(map, decode_map(payload, {"branch", "fork", "did_version"}));
  const auto branch = bytes_at<32>(*map.find("branch"));
  const auto fork = bytes_at<32>(*map.find("fork"));
  const auto* version = map.find("did_version")->as_text();
  const bool is_fork_good = fork || map.find("fork")->is_null();
  if (!branch || !is_fork_good || !fits(version, did_version_bytes_max) || version->empty())
    return fail(bad_payload, "an EPOCH has a member of the wrong type or size");
  return EpochStart{Sha256{*branch}, fork ? std::optional(Sha256{*fork}) : std::nullopt, *version};
}

Sha256 fork_proof_hash(const ForkProof& proof) { return sha256(encode_fork_proof(proof)); }

Result<Bytes> encode_trust_end(const TrustEnd& end) {
  return encode_checked({{Cbor::text("vc_hash"), bytes_of_hash(end.trust)},
                         {Cbor::text("reason"), Cbor::text(end.reason)},
                         {Cbor::text("ts"), cbor_time(end.at)}},
                        EntryType::trust_end, decode_trust_end);
}

Result<TrustEnd> decode_trust_end(ByteView payload) {
  TRY(map, decode_map(payload, {"vc_hash", "reason", "ts"}));
  const auto trust = bytes_at<32>(*map.find("vc_hash"));
  const auto* reason = map.find("reason")->as_text();
  const auto at = time_in(*map.find("ts"));
  if (!trust || !fits(reason, statement_reason_bytes_max) || !at)
    return fail(bad_payload, "a TRUST_END has a member of the wrong type or size");
  return TrustEnd{Sha256{*trust}, *reason, *at};
}

Result<void> check_statement(const Header& header, ByteView payload) {
  switch (header.type) {
    case EntryType::close: return check_close(header, payload);
    case EntryType::succession: return check_succession(header, payload);
    case EntryType::epoch: return check_epoch_start(header, payload);
    case EntryType::trust_end: return check_trust_end(header, payload);
    case EntryType::did_log:
    case EntryType::status:
    case EntryType::trust:
    case EntryType::profile:
    case EntryType::heartbeat:
    case EntryType::achievement: return {};
  }
  return {};  // a number without a name
}

}  // namespace waarmerk::node::feed
