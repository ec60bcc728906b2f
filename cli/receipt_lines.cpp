#include "cli/receipt_lines.hpp"

#include <vector>

#include "node/credential/securing.hpp"
#include "node/image/baked_badge.hpp"
#include "node/words/sentence.hpp"

namespace waarmerk::cli {

namespace credential = node::credential;
namespace words = node::words;

std::optional<credential::Receipt> find_receipt(std::string_view file) {
  // Most files are badges, and are not read twice.
  if (!file.contains(credential::receipt_type)) return std::nullopt;
  const auto opened = credential::open(file);
  if (!opened || !credential::is_receipt(opened->document)) return std::nullopt;
  auto receipt = credential::read_receipt(opened->document);
  if (!receipt) return std::nullopt;
  return std::move(*receipt);
}

std::string say_receipt(const credential::Receipt& receipt) {
  const std::vector<words::Fact> facts{{"node", credential::checker_of(receipt)},
                                       {"time", receipt.checked_at}};
  constexpr auto english = words::Language::en;
  return "This is a receipt. " +
         words::fill(english, words::text_of(english, credential::sentence_key(receipt.outcome)),
                     facts);
}

std::string say_meant(const CheckedFile& receipt, std::span<const std::string> files,
                      const Workspace& workspace) {
  for (const auto& file : files) {
    if (file == receipt.name || file == "-") continue;
    const auto text = workspace.read_file(file, node::image::image_bytes_max);
    if (text && credential::is_about(*receipt.receipt, *text)) return "It is about " + file + ".";
  }
  return "It is about none of the other files.";
}

void write_receipt(json::Writer& writer, const credential::Receipt& receipt) {
  writer.name("receipt").begin_object().member("checker", receipt.checker);
  writer.member("checkedAt", print_time(receipt.checked_at));
  writer.member("outcome", credential::print_outcome(receipt.outcome));
  writer.member("code", receipt.code).member("salt", receipt.salt);
  writer.member("sha256", receipt.sha256).end_object();
}

}  // namespace waarmerk::cli
