#include "cli/demo_stage.hpp"

#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <fstream>
#include <system_error>
#include <utility>

#include "cli/error_codes.hpp"
#include "cli/free_ports.hpp"
#include "crypto/json/parse.hpp"

namespace waarmerk::cli {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;

constexpr auto command_time_max = std::chrono::seconds(60);
constexpr auto wait_time_max = std::chrono::seconds(30);
constexpr int look_again_ms = 2;  ///< whether a child has ended
constexpr int ask_again_ms = 50;  ///< a node, which limits how often
constexpr int request_timeout_ms = 5000;
constexpr std::size_t file_bytes_max = 4 << 20;
constexpr std::size_t log_lines_shown = 8;
constexpr std::string_view log_name = "node.log";

/// The last line that holds something: what was answered, behind what may stand before it.
std::string_view last_line(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  const auto start = text.rfind('\n');
  return start == std::string_view::npos ? text : text.substr(start + 1);
}

/// The last lines of a node's log, without requests that went well.
std::string tail_of(std::string_view log, std::size_t count) {
  std::deque<std::string_view> lines;
  while (!log.empty()) {
    const auto line = log.substr(0, log.find('\n'));
    log.remove_prefix(std::min(line.size() + 1, log.size()));
    const bool is_routine =
        line.contains("\"event\":\"request\"") && line.contains("\"status\":200");
    if (is_routine) continue;
    lines.push_back(line);
    if (lines.size() > count) lines.pop_front();
  }
  std::string tail;
  for (const auto line : lines) tail += std::string(line) + "\n";
  return tail;
}

std::string prompt_of(const Typed& typed) {
  return typed.folder + "$ waarmerk " + shell_line(typed.words);
}

}  // namespace

Result<std::unique_ptr<DemoStage>> DemoStage::open(Workspace& workspace, DemoTeller& teller,
                                                   Ending ending) {
  std::unique_ptr<DemoStage> stage(new DemoStage(workspace, teller, ending));
  for (const auto& [name, value] : workspace.environment()) {
    if (!name.starts_with("WAARMERK_")) stage->environment_.push_back(name + "=" + value);
  }
  TRY_OK(stage->find_programs());
  TRY(ports, find_free_ports(stage->nodes().size(), workspace.random()));
  for (std::size_t i = 0; i < ports.size(); ++i) {
    stage->nodes()[i]->url = "http://localhost:" + std::to_string(ports[i]);
  }
  TRY_OK(stage->make_folder());
  return stage;
}

DemoStage::~DemoStage() {
  for (auto* node : nodes()) node->process.reset();
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

Result<void> DemoStage::find_programs() {
  waarmerk_ = Workspace::neighbour("waarmerk");
  waarmerkd_ = Workspace::neighbour("waarmerkd");
  for (const auto& program : {waarmerk_, waarmerkd_}) {
    std::error_code ignored;
    if (fs::is_regular_file(program, ignored)) continue;
    return fail(no_program, "The demo needs " + program.filename().string() + " in " +
                                program.parent_path().string() +
                                ". In a clone, ./run demo builds it; or: ./run build release");
  }
  return {};
}

Result<void> DemoStage::make_folder() {
  std::error_code error;
  auto path = (fs::temp_directory_path(error) / "waarmerk-demo-XXXXXX").string();
  if (error || mkdtemp(path.data()) == nullptr) {
    return fail(unwritable_file, "No temporary folder can be made: " + path + ".");
  }
  folder_ = path;
  for (const auto* each : {"people", "laptop", "laptop/saved"}) {
    fs::create_directories(folder_ / each, error);
    if (error) return fail(unwritable_file, "The folder " + path + " cannot be filled.");
  }
  return {};
}

Result<json::Document> DemoStage::run(const Typed& typed) {
  TRY(child, begin(typed));
  return finish(typed, std::move(child));
}

Result<ChildProcess> DemoStage::begin(const Typed& typed) {
  TRY_OK(go_on());
  if (typed.is_told) teller_.command(prompt_of(typed));
  auto words = typed.words;
  words.emplace_back("--json");
  return ChildProcess::start({.program = waarmerk_,
                              .words = std::move(words),
                              .folder = folder_ / typed.folder,
                              .environment = environment_});
}

Result<json::Document> DemoStage::finish(const Typed& typed, ChildProcess child) {
  const auto deadline = SteadyClock::now() + command_time_max;
  while (child.is_running()) {
    if (interrupts_.wait_ms(look_again_ms)) return fail(interrupted, "It was interrupted.");
    if (SteadyClock::now() > deadline) {
      return fail(demo_timeout, "This did not end: " + prompt_of(typed));
    }
  }
  if (child.exit_code() != number_of(typed.exit)) {
    return fail(demo_failed, prompt_of(typed) + " ended with " +
                                 std::to_string(child.exit_code().value_or(-1)) + " and not " +
                                 std::to_string(number_of(typed.exit)) + ". " +
                                 std::string(last_line(child.err() + child.out())));
  }
  const auto out = child.out();
  return json::parse(last_line(out).empty() ? "{}" : last_line(out));
}

Result<void> DemoStage::launch(DemoNode& node) {
  TRY(process,
      ChildProcess::start({.program = waarmerkd_,
                           .words = {"--config", "waarmerk.toml"},
                           .folder = folder_of(node),
                           .log = folder_of(node) / log_name,
                           .environment = environment_,
                           .bond = is_kept() ? Bond::may_outlive_us : Bond::dies_with_us}));
  node.process.emplace(std::move(process));
  return {};
}

Result<void> DemoStage::await_ready(DemoNode& node) {
  return until(node.name + " is ready", [&]() -> Result<bool> {
    if (!node.process->is_running()) {
      return fail(demo_failed, "The node of " + node.name + " ended at once.");
    }
    return get(node.url + "/readyz").has_value();
  });
}

Result<node::fetch::Fetched> DemoStage::fetch(node::fetch::FetchRequest request) {
  TRY_OK(go_on());
  if (network_ == nullptr) {
    TRY(network, workspace_.network({.loopback = Loopback::allowed}));
    network_ = network;
  }
  request.timeout_ms = request_timeout_ms;
  return workspace_.run(network_->fetch(std::move(request)));
}

Result<std::string> DemoStage::get(const std::string& url) {
  TRY(fetched, fetch({.url = url}));
  TRY_OK(expect(fetched.status == 200,
                url + " was answered with " + std::to_string(fetched.status) + "."));
  return fetched.body;
}

Result<json::Document> DemoStage::get_json(const std::string& url) {
  TRY(text, get(url));
  return json::parse(text);
}

Result<Judged> DemoStage::judge(const std::string& url, std::string_view badge) {
  return ask_verdict(url, badge, {});
}

Result<Judged> DemoStage::judge_for_own(const DemoNode& node, std::string_view badge) {
  TRY(token, read(node.folder + "/admin.token"));
  while (token.ends_with('\n')) token.pop_back();
  return ask_verdict(node.url, badge, "Bearer " + token);
}

Result<Judged> DemoStage::ask_verdict(const std::string& url, std::string_view badge,
                                      std::string authorization) {
  const auto start = SteadyClock::now();
  TRY(fetched, fetch({.url = url + "/credentials/verify",
                      .method = "POST",
                      .body = "{\"verifiableCredential\":" + std::string(badge) + "}",
                      .content_type = "application/json",
                      .authorization = std::move(authorization)}));
  const auto took = SteadyClock::now() - start;
  TRY(answer, json::parse(fetched.body));
  return Judged::make(std::move(answer),
                      std::chrono::duration_cast<std::chrono::microseconds>(took).count());
}

Result<void> DemoStage::until(std::string_view what, const std::function<Result<bool>()>& is_so) {
  const auto deadline = SteadyClock::now() + wait_time_max;
  while (SteadyClock::now() < deadline) {
    TRY(so, is_so());
    if (so) return {};
    if (interrupts_.wait_ms(ask_again_ms)) return go_on();
  }
  return fail(demo_timeout, "It was waited for in vain that " + std::string(what) + ".");
}

Result<void> DemoStage::expect(bool is_so, std::string sentence) {
  if (is_so) return {};
  return fail(demo_failed, std::move(sentence));
}

Result<std::string> DemoStage::read(const std::string& file) const {
  return workspace_.read_file((folder_ / file).string(), file_bytes_max);
}

Result<void> DemoStage::write(const std::string& file, std::string_view text) const {
  return workspace_.write_file(folder_ / file, text);
}

Result<void> DemoStage::go_on() {
  if (interrupts_.happened()) return fail(interrupted, "It was interrupted.");
  return {};
}

void DemoStage::show_logs() {
  const auto all = nodes();
  const auto has_ended = [](DemoNode* node) {
    return node->process && !node->process->is_running();
  };
  const bool some_ended = std::ranges::any_of(all, has_ended);
  for (auto* node : all) {
    if (!node->process || (some_ended && !has_ended(node))) continue;
    const auto log = read(node->folder + "/" + std::string(log_name));
    if (!log) continue;
    teller_.heading("What the node of " + node->name + " logged last:");
    teller_.quote(tail_of(*log, log_lines_shown));
  }
}

std::vector<DemoNode*> DemoStage::running() {
  auto all = nodes();
  std::erase_if(all, [](DemoNode* node) { return !node->process || !node->process->is_running(); });
  return all;
}

void DemoStage::let_go() {
  for (auto* node : nodes()) {
    if (node->process) node->process->let_go();
  }
  folder_.clear();
}

}  // namespace waarmerk::cli
