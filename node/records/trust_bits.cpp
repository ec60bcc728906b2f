#include "node/records/trust_bits.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "node/trust/terms.hpp"

namespace waarmerk::node::records {
namespace {

using trust::Endorsement;

constexpr std::size_t feed_bytes = 32;
constexpr std::size_t place_bytes = feed_bytes + 4 + 8;

Key said_key(const feed::FeedId& truster, const trust::Place& place) {
  return Key().bytes(truster.value).u32(place.epoch).u64(place.seq);
}

Key about_key(const feed::FeedId& trustee, ByteView said) {
  return Key().bytes(trustee.value).bytes(said);
}

Result<BitPlace> read_place(ByteView key) {
  if (key.size() != place_bytes) return fail(bad_row, "A key of another length.");
  BitPlace read{.truster = {}, .place = {u32_at(key, feed_bytes), u64_at(key, feed_bytes + 4)}};
  std::ranges::copy(key.first(feed_bytes), read.truster.value.begin());
  return read;
}

Result<did::Did> read_did(const json::Reader& row, std::string_view name) {
  TRY(text, row.get_string(name));
  return did::Did::parse(text);
}

Result<std::optional<trust::ShownAt>> read_shown_at(const json::Reader& row) {
  TRY(url, row.find_string("list"));
  if (!url) return std::nullopt;
  TRY(index, row.get_integer("index"));
  if (index < 0 || index > std::numeric_limits<std::uint32_t>::max())
    return fail(bad_row, "A place in a list that is none.");
  return trust::ShownAt{std::move(*url), static_cast<std::uint32_t>(index)};
}

Result<Endorsement> read_bit(const json::Document& document) {
  const json::Reader row(document);
  TRY(id, row.get_string("id"));
  TRY(name, row.get_string("name"));
  TRY(truster, read_did(row, "by"));
  TRY(truster_name, row.get_string("byName"));
  TRY(trustee, read_did(row, "about"));
  TRY(comment, row.get_string("comment"));
  TRY(terms, trust::read_terms(row));
  TRY(is_plain, row.find_boolean("plain"));
  TRY(answers, row.find_string("answers"));
  TRY(from, row.get_time("from"));
  TRY(until, row.get_time("until"));
  TRY(shown_at, read_shown_at(row));
  return Endorsement{.id = std::move(id),
                     .name = std::move(name),
                     .truster = std::move(truster),
                     .truster_name = std::move(truster_name),
                     .trustee = std::move(trustee),
                     .comment = std::move(comment),
                     .kind = terms.kind,
                     .amount = terms.amount,
                     .depth = terms.depth,
                     .quota = terms.quota,
                     .scope = std::move(terms.scope),
                     .basis = std::move(terms.basis),
                     .answers = std::move(answers).value_or(""),
                     .is_plain = is_plain.value_or(false),
                     .from = from,
                     .until = until,
                     .shown_at = std::move(shown_at)};
}

Result<BitPlace> read_place_about(ByteView key) {
  return read_place(key.subspan(std::min(feed_bytes, key.size())));
}

/// That the last key of those of one feed names; the others are not read.
template <class Read>
Result<std::optional<BitPlace>> find_last_place(const storage::View& view, storage::Family family,
                                                const feed::FeedId& of, Read read) {
  std::optional<Result<BitPlace>> found;
  TRY_OK(view.scan_back(family, storage::prefix_range(of.value), [&](ByteView key, ByteView) {
    found = read(key);
    return false;
  }));
  if (!found) return std::nullopt;
  TRY(place, std::move(*found));
  return place;
}

Result<void> visit_bits(const storage::View& view, const RowRange& rows, const VisitBit& visit) {
  return visit_rows(view, rows, [&](std::string_view key, const auto& row) -> Result<void> {
    TRY(place, read_place(bytes_of(key)));
    TRY(endorsement, read_bit(row));
    return visit(place, endorsement);
  });
}

}  // namespace

void save_trust_bit(storage::Batch& batch, const trust::Place& place,
                    const trust::Endorsement& endorsement) {
  json::Writer row;
  row.begin_object().member("id", endorsement.id).member("name", endorsement.name);
  row.member("by", endorsement.truster.text()).member("byName", endorsement.truster_name);
  row.member("about", endorsement.trustee.text()).member("comment", endorsement.comment);
  trust::write_terms(row, {.kind = endorsement.kind,
                           .amount = endorsement.amount,
                           .depth = endorsement.depth,
                           .quota = endorsement.quota,
                           .scope = endorsement.scope,
                           .basis = endorsement.basis});
  if (!endorsement.answers.empty()) row.member("answers", endorsement.answers);
  if (endorsement.is_plain) row.name("plain").boolean(true);
  row.member("from", print_time(endorsement.from)).member("until", print_time(endorsement.until));
  if (const auto& shown = endorsement.shown_at)
    row.member("list", shown->list_url).name("index").integer(shown->index);
  row.end_object();
  const auto key = said_key(feed::feed_id_of(endorsement.truster), place);
  batch.put(family::tout, key, bytes_of(row.text()));
  batch.put(family::tin, about_key(feed::feed_id_of(endorsement.trustee), key), {});
}

Result<std::optional<Endorsement>> find_trust_bit(const storage::View& view,
                                                  const BitPlace& place) {
  return find_row<Endorsement>(view, family::tout, said_key(place.truster, place.place),
                               [](std::string_view, const auto& row) { return read_bit(row); });
}

Result<void> visit_trust_bits(const storage::View& view, const VisitBit& visit) {
  return visit_bits(view, {.family = family::tout}, visit);
}

Result<void> visit_bits_by(const storage::View& view, const feed::FeedId& truster,
                           const VisitBit& visit) {
  return visit_bits(view, {.family = family::tout, .keys = storage::prefix_range(truster.value)},
                    visit);
}

Result<std::optional<BitPlace>> find_newest_by(const storage::View& view,
                                               const feed::FeedId& truster) {
  return find_last_place(view, family::tout, truster, read_place);
}

Result<std::optional<BitPlace>> find_one_about(const storage::View& view,
                                               const feed::FeedId& trustee) {
  return find_last_place(view, family::tin, trustee, read_place_about);
}

Result<std::vector<BitPlace>> list_bits_about(const storage::View& view,
                                              const feed::FeedId& trustee) {
  std::vector<BitPlace> places;
  Result<void> read_so_far;
  const auto range = storage::prefix_range(trustee.value);
  TRY_OK(view.scan(family::tin, range, [&](ByteView key, ByteView) {
    auto place = read_place_about(key);
    if (place) places.push_back(*place);
    if (!place) read_so_far = failure_of(std::move(place));
    return read_so_far.has_value() && places.size() < bit_places_max;
  }));
  TRY_OK(read_so_far);
  return places;
}

Result<void> erase_trust_bits(const storage::View& view, storage::Batch& batch,
                              const feed::FeedId& truster) {
  return visit_rows(view, {.family = family::tout, .keys = storage::prefix_range(truster.value)},
                    [&](std::string_view key, const auto& row) -> Result<void> {
                      TRY(endorsement, read_bit(row));
                      batch.erase(family::tout, bytes_of(key));
                      batch.erase(family::tin,
                                  about_key(feed::feed_id_of(endorsement.trustee), bytes_of(key)));
                      return {};
                    });
}

}  // namespace waarmerk::node::records
