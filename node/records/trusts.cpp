#include "node/records/trusts.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view said_mark = "said";
constexpr std::string_view end_mark = "end";
constexpr std::size_t hash_at = 32;
constexpr std::size_t mark_at = 64;

Key row_key(const TrustName& name, std::string_view mark) {
  return Key().bytes(name.by.value).bytes(name.hash.value).text(mark);
}

Result<void> add_row(Trust& trust, std::string_view mark, const json::Document& document) {
  const json::Reader row(document);
  if (mark == said_mark) {
    TRY(said, read_said(row));
    TRY(about, row.get_string("about"));
    trust.said = said;
    trust.about = about;
    return {};
  }
  TRY(ended, row.get_time("ended"));
  TRY(reason, row.get_string("reason"));
  trust.ended = ended;
  trust.reason = reason;
  return {};
}

TrustName name_in(std::string_view key) {
  TrustName name;
  const auto read = [&key](auto& into, std::size_t at) {
    std::ranges::transform(key.substr(at, into.value.size()), into.value.begin(),
                           [](char c) { return static_cast<std::uint8_t>(c); });
  };
  read(name.by, 0);
  read(name.hash, hash_at);
  return name;
}

/// The two rows of a trust stand beside each other.
Result<std::vector<Trust>> list(const storage::View& view, ByteView start) {
  std::vector<Trust> found;
  const RowRange rows{.family = family::trust, .keys = storage::prefix_range(start)};
  TRY_OK(visit_rows(view, rows, [&](std::string_view key, const auto& row) -> Result<void> {
    if (key.size() < mark_at) return fail(bad_row, "A short key.");
    const auto name = name_in(key);
    const bool is_next = found.empty() || found.back().name.hash != name.hash;
    if (is_next && found.size() == trusts_max) return {};
    if (is_next) found.push_back({.name = name});
    return add_row(found.back(), key.substr(mark_at), row);
  }));
  return found;
}

}  // namespace

Result<std::optional<Trust>> find_trust(const storage::View& view, const TrustName& name) {
  TRY(found, list(view, row_key(name, "")));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Result<std::vector<Trust>> list_trusts(const storage::View& view, const feed::FeedId& by) {
  return list(view, by.value);
}

void save_trust(storage::Batch& batch, const TrustName& name, const Said& said,
                std::string_view about) {
  json::Writer row;
  row.begin_object();
  write_said(row, said);
  row.member("about", about).end_object();
  batch.put(family::trust, row_key(name, said_mark), bytes_of(row.text()));
}

void save_trust_end(storage::Batch& batch, const TrustName& name, const feed::TrustEnd& end) {
  json::Writer row;
  row.begin_object().member("ended", print_time(end.at)).member("reason", end.reason).end_object();
  batch.put(family::trust, row_key(name, end_mark), bytes_of(row.text()));
}

}  // namespace waarmerk::node::records
