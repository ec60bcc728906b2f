#include "node/web/check_page.hpp"

#include <string_view>
#include <vector>

#include "node/credential/finding.hpp"
#include "node/http/html.hpp"
#include "node/web/layout.hpp"
#include "node/web/markup.hpp"
#include "node/web/pictogram.hpp"
#include "node/web/second_part.hpp"

namespace waarmerk::node::web {
namespace {

constexpr std::int64_t megabyte = 1'000'000;

std::string size_max() { return std::to_string(badge_bytes_max / megabyte); }

/// Said before all else, and where whoever listens is taken first.
std::string wrong_part(const CheckForm& form) {
  if (!form.wrong) return {};
  return R"(<section class="verdict unchecked" role="status" tabindex="-1" autofocus>)" +
         sign_of(credential::CheckState::unchecked) + "<h1>" +
         html_of(form.language, "wrong.title") + "</h1>\n<div><p>" +
         html_of(form.language, *form.wrong, {{"size", size_max()}}) + "</p></div></section>\n";
}

std::string file_field(const Languages& language) {
  return R"(<div class="field file"><label for="file">)" + pictogram_of("file") +
         html_of(language, "check.file") +
         R"(</label>
<input type="file" id="file" name="file" aria-describedby="file-hint" )"
         R"(accept=".json,.jsonld,.jwt,.png,.svg,.pdf,application/json,image/png,image/svg+xml">
<p class="hint" id="file-hint">)" +
         html_of(language, "check.file_hint", {{"size", size_max()}}) + R"( <span class="drop">)" +
         html_of(language, "check.drop") + "</span></p></div>\n";
}

std::string text_field(const Languages& language) {
  return R"(<div class="field"><label for="text">)" + html_of(language, "check.text") +
         R"(</label>
<textarea id="text" name="text" rows="5" spellcheck="false" autocomplete="off" dir="ltr" )"
         R"(aria-describedby="text-hint"></textarea>
<p class="hint" id="text-hint">)" +
         html_of(language, "check.text_hint") + "</p></div>\n";
}

std::string form_part(const Languages& language) {
  return R"(<form class="check" method="post" enctype="multipart/form-data" action="/check?lang=)" +
         std::string(words::print_languages(language)) + R"(" data-bytes-max=")" +
         std::to_string(badge_bytes_max) + "\">\n" + file_field(language) + R"(<p class="or">)" +
         html_of(language, "check.or") + "</p>\n" + text_field(language) + "<div><button>" +
         pictogram_of("check") + html_of(language, "check.do") +
         "</button> <output></output></div>\n</form>\n";
}

/// Many are asked about one by one, which takes a script: without one nothing of it is shown.
std::string many_part(const Languages& language) {
  return R"(<details class="many" hidden data-action="/check?lang=)" +
         std::string(words::print_languages(language)) + R"(" data-bytes-max=")" +
         std::to_string(badge_bytes_max) + "\"><summary>" + html_of(language, "many.title") +
         "</summary>\n<p>" + html_of(language, "many.lead") + "</p>\n</details>\n";
}

}  // namespace

http::Response check_page(const CheckForm& form) {
  const auto& language = form.language;
  const bool is_first = !form.wrong;
  const auto heading = is_first ? "h1" : "h2";
  std::string body = wrong_part(form);
  body += "<" + std::string(heading) + ">" + html_of(language, "check.title") + "</" + heading +
          ">\n<p class=\"lead\">" + html_of(language, "check.lead", {{"node", form.node_name}}) +
          "</p>\n" + form_part(language) + many_part(language) + second_part(form.node_name);
  return framed({.status = form.status,
                 .language = language,
                 .title = std::string(words::text_of(
                     language, is_first ? words::Key("check.title") : words::Key("wrong.title"))),
                 .node_name = form.node_name,
                 .path = form.again.empty() ? "/check" : "",
                 .body = std::move(body),
                 .again = form.again,
                 .assets = {"check.js"},
                 .wants_camera = true});
}

}  // namespace waarmerk::node::web
