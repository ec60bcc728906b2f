#include "node/pinned_documents.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include "did/did_webvh.hpp"
#include "did/document.hpp"
#include "node/ops/config.hpp"
#include "node/ops/text_file.hpp"

namespace waarmerk::node {
namespace {

constexpr std::size_t document_bytes_max = 1 << 20;

Result<did::DocumentHistory> read(const did::Did& did, std::string_view text, UnixTime now) {
  if (did.method() == "webvh") {
    return did::DocumentHistory::of(did, did::WebvhLog::read(text, did::scid_of(did), now));
  }
  TRY(document, did::read_document(text));
  if (document.id() == did) return did::DocumentHistory(std::move(document));
  return fail(did::wrong_subject, "It is the document of " + document.id().text() + ".");
}

std::unexpected<Error> refuse(std::string_view did, const std::string& why) {
  return fail(ops::bad_value, "documents.pinned: the file of " + std::string(did) + " " + why);
}

}  // namespace

Result<actions::PinnedDocuments> load_documents(const std::vector<std::string>& pinned,
                                                UnixTime now) {
  actions::PinnedDocuments documents;
  for (const std::string_view pin : pinned) {
    const auto name = pin.substr(0, pin.find(' '));
    TRY(did, did::Did::parse(name));
    const auto text =
        ops::read_text_file(std::string(pin.substr(name.size() + 1)), document_bytes_max);
    if (!text) return refuse(name, "cannot be read, or is over 1 MiB.");
    auto document = read(did, *text, now);
    if (!document) return refuse(name, "is not its document: " + document.error().detail);
    documents.insert_or_assign(did.text(), std::move(*document));
  }
  return documents;
}

}  // namespace waarmerk::node
