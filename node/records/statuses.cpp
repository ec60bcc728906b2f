#include "node/records/statuses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <ranges>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::uint32_t list_bytes = list_entries / 8;
constexpr std::uint32_t page_bytes = 64;  // what one issued badge writes of the taken places
constexpr std::uint32_t page_count = list_bytes / page_bytes;

bool bit_at(ByteView bits, std::uint32_t index) {
  return (bits[index / 8] >> (7 - index % 8) & 1) != 0;
}

void put_bit(Bytes& bits, std::uint32_t index, bool value) {
  const auto mask = static_cast<std::uint8_t>(0x80 >> index % 8);
  bits[index / 8] =
      static_cast<std::uint8_t>(value ? bits[index / 8] | mask : bits[index / 8] & ~mask);
}

std::string url_of(std::string_view base, std::size_t number) {
  return fmt::format("{}/status/{}", base, number);
}

bool is_of(const OwnList& list, ListKind kind) {
  return list.purpose == kind.purpose && list.url == url_of(kind.base, list.number);
}

Bytes facts_key(std::uint32_t number) { return Key().u32(number).text("facts").owned(); }
Bytes published_key(std::uint32_t number) { return Key().u32(number).text("published").owned(); }

void save_facts(storage::Batch& batch, const OwnList& list) {
  json::Writer row;
  row.begin_object()
      .member("url", list.url)
      .member("purpose", list.purpose)
      .name("version")
      .integer(static_cast<std::int64_t>(list.version))
      .name("validUntil")
      .integer(list.valid_until.ms)
      .end_object();
  batch.put(family::list, facts_key(list.number), bytes_of(row.text()));
}

void take_all(storage::Batch& batch, OwnList& list) {
  list.taken.assign(list_bytes, 0xff);
  list.taken_count = list_entries;
  for (std::uint32_t page = 0; page < page_count; ++page) {
    batch.put(family::slot, Key().u32(list.number).u32(page),
              ByteView(list.taken).subspan(page * page_bytes, page_bytes));
  }
  save_facts(batch, list);
}

/// Takes bits beside each other that are free, and answers the first.
std::uint32_t take_entry(storage::Batch& batch, OwnList& list, Random& random) {
  const auto width = bits_of_entry(list);
  std::uint32_t index = 0;
  do {
    index = static_cast<std::uint32_t>(draw_below(random, list_entries / width)) * width;
  } while (bit_at(list.taken, index));
  for (std::uint32_t i = 0; i < width; ++i) put_bit(list.taken, index + i, true);
  list.taken_count += width;
  const std::uint32_t page = index / 8 / page_bytes;
  assert(page < page_count);
  batch.put(family::slot, Key().u32(list.number).u32(page),
            ByteView(list.taken).subspan(page * page_bytes, page_bytes));
  if (list.version == 0) save_facts(batch, list);
  return index;
}

/// Whether a bit that was set here is not taken back: in a token the first of each two.
bool stays_set(const FeedList& list, std::uint32_t index) {
  return list.is_final || (list.purpose == token_purpose && index % 2 == 0);
}

bool is_facts_key(std::string_view key) { return key.ends_with("facts"); }

Result<OwnList> read_facts(std::string_view key, const json::Document& document) {
  const json::Reader row(document);
  TRY(url, row.get_string("url"));
  TRY(purpose, row.get_string("purpose"));
  TRY(version, row.get_integer("version"));
  TRY(valid_until, row.get_integer("validUntil"));
  OwnList list;
  list.number = u32_at(bytes_of(key), 0);
  list.url = url;
  list.purpose = purpose;
  list.version = static_cast<std::uint64_t>(version);
  list.valid_until = UnixTime{valid_until};
  list.bits.assign(list_bytes, 0);
  list.taken.assign(list_bytes, 0);
  return list;
}

Result<void> load_taken(const storage::View& view, OwnList& list) {
  const auto range = storage::prefix_range(Key().u32(list.number));
  TRY_OK(view.scan(family::slot, range, [&](ByteView key, ByteView page) {
    const auto at = u32_at(key, 4) * page_bytes;
    if (at + page.size() > list.taken.size()) return true;
    std::copy(page.begin(), page.end(), list.taken.begin() + at);
    return true;
  }));
  for (const auto byte : list.taken) {
    list.taken_count += static_cast<std::uint32_t>(std::popcount(byte));
  }
  return {};
}

Result<StatusChange> read_change(std::string_view key, const json::Document& document) {
  const json::Reader row(document);
  TRY(value, row.find_boolean("value"));
  TRY(reason, row.get_string("reason"));
  return StatusChange{value == true, UnixTime{static_cast<std::int64_t>(u64_at(bytes_of(key), 8))},
                      reason};
}

}  // namespace

std::uint32_t bits_of_entry(const OwnList& list) { return list.purpose == token_purpose ? 2 : 1; }

Result<Statuses> Statuses::load(const storage::View& view) {
  Statuses statuses;
  const RowRange facts{.family = family::list, .wanted = is_facts_key};
  TRY(lists, list_rows<OwnList>(view, facts, read_facts));
  statuses.lists_ = std::move(lists);
  for (std::size_t i = 0; i < statuses.lists_.size(); ++i) {
    OwnList& list = statuses.lists_[i];
    if (list.number != i + 1) return fail(bad_row, "One of our status lists is not there.");
    TRY_OK(load_taken(view, list));
    TRY_OK(statuses.load_bits(view, list));
  }
  return statuses;
}

Result<void> Statuses::load_bits(const storage::View& view, OwnList& list) {
  const RowRange changes{.family = family::statlog,
                         .keys = storage::prefix_range(Key().u32(list.number))};
  return visit_rows(view, changes, [&](std::string_view key, const auto& row) -> Result<void> {
    const auto index = u32_at(bytes_of(key), 4);
    if (index >= list_entries) return fail(bad_row, "A status change lies outside its list.");
    TRY(change, read_change(key, row));
    put_bit(list.bits, index, change.value);
    newest_change_ = std::max(newest_change_, change.at);
    return {};
  });
}

void Statuses::open(ListKind kind) {
  const bool is_there =
      std::ranges::any_of(lists_, [&](const auto& list) { return is_of(list, kind); });
  if (!is_there) open_list(kind);
}

OwnList& Statuses::list_for(ListKind kind) {
  // The newest, half full at the most: a random draw then finds a free place in two tries on
  // average.
  for (auto& list : std::views::reverse(lists_)) {
    if (is_of(list, kind) && list.taken_count < list_entries / 2) return list;
  }
  return open_list(kind);
}

OwnList& Statuses::open_list(ListKind kind) {
  OwnList list;
  list.number = static_cast<std::uint32_t>(lists_.size()) + 1;
  list.url = url_of(kind.base, list.number);
  list.purpose = kind.purpose;
  list.bits.assign(list_bytes, 0);
  list.taken.assign(list_bytes, 0);
  list.changed = true;
  return lists_.emplace_back(std::move(list));
}

Slot Statuses::draw(storage::Batch& batch, ListKind kind, Random& random) {
  OwnList& list = list_for(kind);
  return {list.number, take_entry(batch, list, random)};
}

TokenPlace Statuses::draw_token(storage::Batch& batch, std::string_view base, Random& random) {
  const auto first = draw(batch, {token_purpose, base}, random);
  return {first, {first.list, first.index + 1}, first.index / 2};
}

const OwnList* Statuses::find(std::uint32_t number) const {
  return number == 0 || number > lists_.size() ? nullptr : &lists_[number - 1];
}

const OwnList* Statuses::find(std::string_view url) const {
  const auto found = std::ranges::find(lists_, url, &OwnList::url);
  return found == lists_.end() ? nullptr : &*found;
}

bool Statuses::is_set(Slot slot) const {
  const OwnList* list = find(slot.list);
  return list != nullptr && slot.index < list_entries && bit_at(list->bits, slot.index);
}

Result<void> Statuses::set(Slot slot, const StatusChange& wanted) {
  const OwnList* found = find(slot.list);
  if (found == nullptr || slot.index >= list_entries || !bit_at(found->taken, slot.index)) {
    return fail(no_such_slot, "No badge has this place in a status list.");
  }
  change(waiting_, slot, wanted);
  return {};
}

void Statuses::change(storage::Batch& batch, Slot slot, const StatusChange& change) {
  OwnList& list = lists_[slot.list - 1];
  put_bit(list.bits, slot.index, change.value);
  list.changed = true;
  // Rows are applied in the order of their times: a clock that went back must not undo a change.
  newest_change_ = std::max(newest_change_, change.at);
  json::Writer row;
  row.begin_object()
      .name("value")
      .boolean(change.value)
      .member("reason", change.reason)
      .end_object();
  const auto at = static_cast<std::uint64_t>(newest_change_.ms);
  batch.put(family::statlog, Key().u32(slot.list).u32(slot.index).u64(at), bytes_of(row.text()));
}

void Statuses::mark_changed(std::uint32_t number) {
  if (find(number) != nullptr) lists_[number - 1].changed = true;
}

void Statuses::retire(storage::Batch& batch) {
  for (auto& list : lists_) take_all(batch, list);
}

/// The list of ours that this is, or the next one; nothing where it can be neither.
OwnList* Statuses::list_at(const FeedList& from) {
  const auto held = std::ranges::find(lists_, from.url, &OwnList::url);
  if (held != lists_.end()) return held->purpose == from.purpose ? &*held : nullptr;
  const auto tail = url_of("", lists_.size() + 1);
  if (!from.url.ends_with(tail)) return nullptr;
  return &open_list({from.purpose, from.url.substr(0, from.url.size() - tail.size())});
}

void Statuses::adopt(storage::Batch& batch, const FeedList& from) {
  if (from.bits.size() != list_bytes) return;
  OwnList* const found = list_at(from);
  if (found == nullptr) return;
  OwnList& list = *found;
  bool is_same = true;
  for (std::uint32_t index = 0; index < list_entries; ++index) {
    const bool here = bit_at(list.bits, index);
    const bool there = bit_at(from.bits, index);
    if (here == there) continue;
    const bool stays = here && stays_set(from, index);
    if (stays) is_same = false;
    if (!stays) change(batch, {list.number, index}, {there, from.at, "as our feed had it"});
  }
  take_all(batch, list);
  list.version = std::max(list.version, from.version);
  list.valid_until = from.published.valid_until;
  list.changed = !is_same;
  save_facts(batch, list);
  batch.put(family::list, published_key(list.number), bytes_of(from.published.credential));
}

void Statuses::publish(storage::Batch& batch, std::uint32_t number,
                       const PublishedList& published) {
  assert(find(number) != nullptr);
  OwnList& list = lists_[number - 1];
  ++list.version;
  list.valid_until = published.valid_until;
  list.changed = false;
  batch.append(std::exchange(waiting_, {}));
  save_facts(batch, list);
  batch.put(family::list, published_key(number), bytes_of(published.credential));
}

Result<std::optional<std::string>> find_published_list(const storage::View& view,
                                                       std::uint32_t number) {
  TRY(row, view.get(family::list, published_key(number)));
  if (!row) return std::nullopt;
  return std::string(text_of(*row));
}

Result<std::vector<StatusChange>> status_history(const storage::View& view, Slot slot) {
  const auto keys = storage::prefix_range(Key().u32(slot.list).u32(slot.index));
  return list_rows<StatusChange>(view, {.family = family::statlog, .keys = keys}, read_change);
}

}  // namespace waarmerk::node::records
