#include "node/records/statuses.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::uint32_t list_bytes = list_entries / 8;
constexpr std::uint32_t page_bytes = 64;  // what one issued badge writes of the taken places
[[maybe_unused]] constexpr std::uint32_t page_count = list_bytes / page_bytes;

bool bit_at(const Bytes& bits, std::uint32_t index) {
  return (bits[index / 8] >> (7 - index % 8) & 1) != 0;
}

void put_bit(Bytes& bits, std::uint32_t index, bool value) {
  const auto mask = static_cast<std::uint8_t>(0x80 >> index % 8);
  bits[index / 8] =
      static_cast<std::uint8_t>(value ? bits[index / 8] | mask : bits[index / 8] & ~mask);
}

Bytes facts_key(std::uint32_t number) { return Key().u32(number).text("facts").owned(); }
Bytes published_key(std::uint32_t number) { return Key().u32(number).text("published").owned(); }

void save_facts(storage::Batch& batch, const OwnList& list) {
  json::Writer row;
  row.begin_object()
      .member("purpose", list.purpose)
      .name("version")
      .integer(static_cast<std::int64_t>(list.version))
      .name("validUntil")
      .integer(list.valid_until.ms)
      .end_object();
  batch.put(family::list, facts_key(list.number), bytes_of(row.text()));
}

Result<OwnList> load_facts(std::uint32_t number, const json::Document& document) {
  const json::Reader row(document);
  TRY(purpose, row.get_string("purpose"));
  TRY(version, row.get_integer("version"));
  TRY(valid_until, row.get_integer("validUntil"));
  OwnList list;
  list.number = number;
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

Result<void> load_bits(const storage::View& view, OwnList& list) {
  Result<void> rows_ok;
  const auto range = storage::prefix_range(Key().u32(list.number));
  TRY_OK(view.scan(family::statlog, range, [&](ByteView key, ByteView value) {
    const auto row = row_json(value);
    const auto index = u32_at(key, 4);
    if (!row || index >= list_entries) {
      rows_ok = fail(bad_row, "A status change cannot be read.");
      return false;
    }
    put_bit(list.bits, index, row->root().find("value").and_then(&json::Value::boolean) == true);
    return true;
  }));
  return rows_ok;
}

}  // namespace

Result<Statuses> Statuses::load(const storage::View& view) {
  Statuses statuses;
  Result<void> rows_ok;
  TRY_OK(view.scan(family::list, {}, [&](ByteView key, ByteView value) {
    if (text_of(key.subspan(4)) != "facts") return true;
    const auto row = row_json(value);
    auto list =
        row ? load_facts(u32_at(key, 0), *row) : Result<OwnList>(std::unexpected(row.error()));
    if (!list) rows_ok = failure_of(std::move(list));
    if (rows_ok) statuses.lists_.push_back(std::move(*list));
    return rows_ok.has_value();
  }));
  TRY_OK(std::move(rows_ok));
  for (auto& list : statuses.lists_) {
    TRY_OK(load_taken(view, list));
    TRY_OK(load_bits(view, list));
  }
  return statuses;
}

OwnList& Statuses::list_for(std::string_view purpose) {
  for (auto& list : lists_) {
    // Half full at the most: a random draw then finds a free place in two tries on average.
    if (list.purpose == purpose && list.taken_count < list_entries / 2) return list;
  }
  OwnList list;
  list.number = static_cast<std::uint32_t>(lists_.size()) + 1;
  list.purpose = purpose;
  list.bits.assign(list_bytes, 0);
  list.taken.assign(list_bytes, 0);
  list.changed = true;
  return lists_.emplace_back(std::move(list));
}

Slot Statuses::draw(storage::Batch& batch, std::string_view purpose, Random& random) {
  OwnList& list = list_for(purpose);
  std::uint32_t index = 0;
  do {
    index = static_cast<std::uint32_t>(draw_below(random, list_entries));
  } while (bit_at(list.taken, index));
  put_bit(list.taken, index, true);
  ++list.taken_count;
  const std::uint32_t page = index / 8 / page_bytes;
  assert(page < page_count);
  batch.put(family::slot, Key().u32(list.number).u32(page),
            ByteView(list.taken).subspan(page * page_bytes, page_bytes));
  if (list.version == 0) save_facts(batch, list);
  return {list.number, index};
}

const OwnList* Statuses::find(std::uint32_t number) const {
  return number == 0 || number > lists_.size() ? nullptr : &lists_[number - 1];
}

bool Statuses::is_set(Slot slot) const {
  const OwnList* list = find(slot.list);
  return list != nullptr && slot.index < list_entries && bit_at(list->bits, slot.index);
}

Result<void> Statuses::set(Slot slot, const StatusChange& change) {
  const OwnList* found = find(slot.list);
  if (found == nullptr || slot.index >= list_entries || !bit_at(found->taken, slot.index)) {
    return fail(no_such_slot, "No badge has this place in a status list.");
  }
  OwnList& list = lists_[slot.list - 1];
  put_bit(list.bits, slot.index, change.value);
  list.changed = true;
  json::Writer row;
  row.begin_object()
      .name("value")
      .boolean(change.value)
      .member("reason", change.reason)
      .end_object();
  waiting_.put(family::statlog,
               Key().u32(slot.list).u32(slot.index).u64(static_cast<std::uint64_t>(change.at.ms)),
               bytes_of(row.text()));
  return {};
}

void Statuses::mark_changed(std::uint32_t number) {
  if (find(number) != nullptr) lists_[number - 1].changed = true;
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
  std::vector<StatusChange> changes;
  const auto range = storage::prefix_range(Key().u32(slot.list).u32(slot.index));
  TRY_OK(view.scan(family::statlog, range, [&](ByteView key, ByteView value) {
    const auto row = row_json(value);
    if (!row) return true;
    const json::Value root = row->root();
    const auto reason = root.find("reason").and_then(&json::Value::string).value_or("");
    changes.push_back({root.find("value").and_then(&json::Value::boolean) == true,
                       UnixTime{static_cast<std::int64_t>(u64_at(key, 8))}, std::string(reason)});
    return true;
  }));
  return changes;
}

}  // namespace waarmerk::node::records
