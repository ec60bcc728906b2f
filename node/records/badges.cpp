#include "node/records/badges.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

/// Issue time, then id: the order in which badges are listed.
Bytes issued_key(const Badge& badge) {
  return Key().u64(static_cast<std::uint64_t>(badge.issued.ms)).text(badge.id).owned();
}

void write_slot(json::Writer& row, std::string_view name, const std::optional<Slot>& slot) {
  if (!slot) return;
  row.name(name).begin_array().integer(slot->list).integer(slot->index).end_array();
}

Result<std::optional<Slot>> read_slot(const json::Reader& row, std::string_view name) {
  const auto pair = row.find(name);
  if (!pair) return std::nullopt;
  std::vector<std::int64_t> numbers;
  for (const json::Value number : pair->value().elements()) {
    numbers.push_back(number.integer().value_or(-1));
  }
  if (numbers.size() != 2 || numbers[0] < 0 || numbers[1] < 0) {
    return fail(bad_row, "A badge's status slot is not a pair of numbers.");
  }
  return Slot{static_cast<std::uint32_t>(numbers[0]), static_cast<std::uint32_t>(numbers[1])};
}

Result<std::optional<Sha256>> read_digest(const json::Reader& row) {
  TRY(text, row.find_string("digest"));
  if (!text) return std::optional<Sha256>();
  TRY(bytes, encoding::decode_base64url(*text));
  Sha256 digest;
  if (bytes.size() != digest.value.size()) return fail(bad_row, "A digest has a wrong size.");
  std::ranges::copy(bytes, digest.value.begin());
  return std::optional(digest);
}

Result<Badge> read_badge(std::string_view id, const json::Document& document) {
  const json::Reader row(document);
  TRY(achievement_id, row.get_string("achievement"));
  TRY(subject, row.get_string("subject"));
  TRY(issued, row.get_integer("issued"));
  TRY(revocation, read_slot(row, "revocation"));
  TRY(suspension, read_slot(row, "suspension"));
  TRY(claimed, row.strings("claimed"));
  TRY(digest, read_digest(row));
  return Badge{.id = std::string(id),
               .achievement_id = achievement_id,
               .subject = subject,
               .issued = UnixTime{issued},
               .revocation = revocation,
               .suspension = suspension,
               .claimed = std::move(claimed),
               .digest = digest};
}

}  // namespace

Result<std::optional<Badge>> find_badge(const storage::View& view, std::string_view id) {
  return find_row<Badge>(view, family::badge, bytes_of(id), read_badge);
}

Result<std::optional<std::string>> find_credential(const storage::View& view, std::string_view id) {
  TRY(row, view.get(family::credential, bytes_of(id)));
  if (!row) return std::nullopt;
  return std::string(text_of(*row));
}

void save_badge_row(storage::Batch& batch, const Badge& badge) {
  json::Writer row;
  row.begin_object()
      .member("achievement", badge.achievement_id)
      .member("subject", badge.subject)
      .name("issued")
      .integer(badge.issued.ms);
  write_slot(row, "revocation", badge.revocation);
  write_slot(row, "suspension", badge.suspension);
  if (!badge.claimed.empty()) {
    row.name("claimed").begin_array();
    for (const auto& id : badge.claimed) row.string(id);
    row.end_array();
  }
  if (badge.digest) row.member("digest", encoding::encode_base64url(badge.digest->value));
  row.end_object();
  batch.put(family::badge, bytes_of(badge.id), bytes_of(row.text()));
}

void save_badge(storage::Batch& batch, const Badge& badge, std::string_view credential) {
  save_badge_row(batch, badge);
  batch.put(family::credential, bytes_of(badge.id), bytes_of(credential));
  batch.put(family::issued, issued_key(badge), {});
}

Result<bool> has_badge_for(const storage::View& view, std::string_view subject) {
  // A DID stands in the row as it is, and nothing else can have quotes like these around it.
  json::Writer member;
  member.begin_object().member("subject", subject).end_object();
  const auto wanted = std::string_view(member.text()).substr(1, member.text().size() - 2);
  bool has_one = false;
  TRY_OK(view.scan(family::badge, {}, [&](ByteView, ByteView row) {
    has_one = text_of(row).contains(wanted);
    return !has_one;
  }));
  return has_one;
}

Result<std::vector<Badge>> list_badges(const storage::View& view, const BadgePage& page) {
  storage::Range range;
  if (page.before) {
    TRY(last, find_badge(view, *page.before));
    if (last) range.to = issued_key(*last);
  }
  std::vector<std::string> ids;
  TRY_OK(view.scan_back(family::issued, range, [&](ByteView key, ByteView) {
    ids.emplace_back(text_of(key.subspan(8)));
    return ids.size() < page.limit;
  }));
  std::vector<Badge> badges;
  for (const auto& id : ids) {
    TRY(badge, find_badge(view, id));
    if (!badge) return fail(bad_row, "The list of badges names one that is not there.");
    badges.push_back(*badge);
  }
  return badges;
}

}  // namespace waarmerk::node::records
