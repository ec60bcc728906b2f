#include "node/actions/keep_statement.hpp"

#include <utility>

#include "node/feed/statement.hpp"
#include "node/records/endings.hpp"

namespace waarmerk::node::actions {
namespace {

records::Said said_in(const feed::Header& header) { return {header.epoch, header.seq, header.ts}; }

void keep_closing(storage::Batch& rows, const feed::Header& header, ByteView payload) {
  const auto close = feed::decode_close(payload);
  if (close) records::save_closing(rows, header.feed, {said_in(header), close->reason});
}

void keep_appointment(storage::Batch& rows, const feed::Header& header, ByteView payload) {
  auto succession = feed::decode_succession(payload);
  if (!succession) return;
  records::save_appointment(rows, {header.feed, said_in(header), std::move(*succession)});
}

}  // namespace

void keep_statement(storage::Batch& rows, const feed::Header& header, ByteView payload) {
  if (header.type == feed::EntryType::close) keep_closing(rows, header, payload);
  if (header.type == feed::EntryType::succession) keep_appointment(rows, header, payload);
}

}  // namespace waarmerk::node::actions
