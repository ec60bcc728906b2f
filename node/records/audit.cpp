#include "node/records/audit.hpp"

#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::size_t key_bytes = 16;

Key key_of(const AuditPlace& place) {
  return Key().u64(static_cast<std::uint64_t>(place.at.ms)).u64(place.number);
}

AuditPlace place_of(ByteView key) {
  return {UnixTime{static_cast<std::int64_t>(u64_at(key, 0))}, u64_at(key, 8)};
}

Result<AuditedDecision> read_row(ByteView key, ByteView bytes) {
  if (key.size() != key_bytes) return fail(bad_row, "No place of a decision.");
  TRY(document, json::parse(text_of(bytes)));
  const json::Reader row(document);
  TRY(outcome, row.get_string("outcome"));
  TRY(code, row.get_string("code"));
  TRY(codes, row.strings("codes"));
  TRY(status, row.get_string("status"));
  TRY(grade, row.find_string("grade"));
  TRY(issuer, row.find_string("issuer"));
  return AuditedDecision{.place = place_of(key),
                         .outcome = std::move(outcome),
                         .code = std::move(code),
                         .codes = std::move(codes),
                         .status = std::move(status),
                         .grade = grade.value_or(""),
                         .issuer = issuer.value_or("")};
}

}  // namespace

void save_decision(storage::Batch& batch, const AuditedDecision& decision) {
  json::Writer row;
  row.begin_object().member("outcome", decision.outcome).member("code", decision.code);
  row.name("codes").begin_array();
  for (const auto& code : decision.codes) row.string(code);
  row.end_array().member("status", decision.status);
  if (!decision.grade.empty()) row.member("grade", decision.grade);
  if (!decision.issuer.empty()) row.member("issuer", decision.issuer);
  row.end_object();
  batch.put(family::audit, key_of(decision.place), bytes_of(row.text()));
}

Result<std::vector<AuditedDecision>> list_decisions(const storage::View& view,
                                                    const AuditPage& page) {
  storage::Range range;
  if (page.before) range.to = key_of(*page.before).owned();
  std::vector<AuditedDecision> decisions;
  std::optional<Error> wrong;
  TRY_OK(view.scan_back(family::audit, range, [&](ByteView key, ByteView bytes) {
    auto decision = read_row(key, bytes);
    if (!decision) {
      wrong = decision.error();
      return false;
    }
    decisions.push_back(std::move(*decision));
    return decisions.size() < page.limit;
  }));
  if (wrong) return damaged(*wrong);
  return decisions;
}

Result<std::size_t> forget_decisions(const storage::View& view, storage::Batch& batch,
                                     const AuditCut& cut) {
  const auto end = key_of({cut.until, 0});
  std::size_t count = 0;
  TRY_OK(view.scan(family::audit, {}, [&](ByteView key, ByteView) {
    const bool is_old = text_of(key) < text_of(end.view());
    if (!is_old && count >= cut.count_min) return false;
    batch.erase(family::audit, key);
    ++count;
    return true;
  }));
  return count;
}

Result<std::size_t> count_decisions(const storage::View& view) {
  std::size_t count = 0;
  TRY_OK(view.scan(family::audit, {}, [&](ByteView, ByteView) {
    ++count;
    return true;
  }));
  return count;
}

}  // namespace waarmerk::node::records
