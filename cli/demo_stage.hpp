// DemoStage: three organisations on this machine for as long as the demo lasts: their folder, their
// nodes, and everything that is typed or asked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/child_process.hpp"
#include "cli/demo_judged.hpp"
#include "cli/demo_teller.hpp"
#include "cli/exits.hpp"
#include "cli/interrupts.hpp"
#include "cli/workspace.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/fetch/fetcher.hpp"

namespace waarmerk::cli {

/// One organisation with its node.
struct DemoNode {
  std::string name;
  std::string does;    ///< what it is there for, in a few words
  std::string folder;  ///< below the stage's; also where its commands are typed
  std::string url = {};
  std::string did = {};
  std::string feed = {};
  std::filesystem::path token = {};
  std::optional<ChildProcess> process = {};
};

/// What is typed: where, and which words after `waarmerk`.
struct Typed {
  std::string folder;  ///< below the stage's; empty for itself
  std::vector<std::string> words;
  Exit exit = Exit::done;  ///< what it must end with
  bool is_told = true;
};

class DemoStage {
 public:
  enum class Ending { clean, keep };

  /// Makes the folder and chooses ports. Fails with cli.no_program where a program is missing,
  /// cli.no_free_port or cli.unwritable_file.
  static Result<std::unique_ptr<DemoStage>> open(Workspace& workspace, DemoTeller& teller,
                                                 Ending ending);
  /// Kills the nodes and removes the folder, unless they were let go.
  ~DemoStage();
  DemoStage(const DemoStage&) = delete;
  DemoStage& operator=(const DemoStage&) = delete;

  DemoTeller& teller() { return teller_; }
  Workspace& workspace() { return workspace_; }
  const std::filesystem::path& folder() const { return folder_; }
  std::filesystem::path folder_of(const DemoNode& node) const { return folder_ / node.folder; }

  /// Runs `waarmerk … --json` as a process of its own, and gives what it answered last; `{}` where
  /// it answered nothing. Fails with demo.failed where it ends otherwise than it must, with
  /// demo.timeout, or with cli.interrupted.
  Result<json::Document> run(const Typed& typed);
  /// The same in two halves, so that several can run at a time.
  Result<ChildProcess> begin(const Typed& typed);
  Result<json::Document> finish(const Typed& typed, ChildProcess child);

  Result<void> launch(DemoNode& node);
  /// Fails with demo.failed where the node ends, or with demo.timeout.
  Result<void> await_ready(DemoNode& node);

  /// A GET that must be answered with 200.
  Result<std::string> get(const std::string& url);
  Result<json::Document> get_json(const std::string& url);
  /// What the node at `url` says of a badge, of which it is given the text, to whom it does not
  /// know.
  Result<Judged> judge(const std::string& url, std::string_view badge);
  /// What it says to its own people, who show their token.
  Result<Judged> judge_for_own(const DemoNode& node, std::string_view badge);

  /// Asks again and again until it is so. Fails with demo.timeout, which names what was waited for.
  Result<void> until(std::string_view what, const std::function<Result<bool>()>& is_so);
  /// Fails with demo.failed and the sentence where it is not so.
  static Result<void> expect(bool is_so, std::string sentence);

  Result<std::string> read(const std::string& file) const;
  Result<void> write(const std::string& file, std::string_view text) const;

  /// Fails with cli.interrupted once somebody pressed Ctrl-C.
  Result<void> go_on();
  /// The last lines of what the nodes logged, of those that ended where some did.
  void show_logs();
  bool is_kept() const { return ending_ == Ending::keep; }
  /// From now on the nodes that run, and the folder, are the user's.
  void let_go();

  DemoNode library{"Bibliotheek", "a library, which gives badges", "bibliotheek"};
  DemoNode municipality{"Gemeente", "a municipality, which passes news on", "gemeente"};
  DemoNode employer{"Werkgever", "an employer, who checks badges", "werkgever"};
  /// Those whose nodes were started and not killed.
  std::vector<DemoNode*> running();
  std::vector<DemoNode*> nodes() { return {&library, &municipality, &employer}; }

 private:
  DemoStage(Workspace& workspace, DemoTeller& teller, Ending ending)
      : workspace_(workspace), teller_(teller), ending_(ending) {}
  Result<void> find_programs();
  Result<node::fetch::Fetched> fetch(node::fetch::FetchRequest request);
  Result<Judged> ask_verdict(const std::string& url, std::string_view badge,
                             std::string authorization);
  Result<void> make_folder();

  Workspace& workspace_;
  DemoTeller& teller_;
  Ending ending_;
  Interrupts interrupts_;
  node::fetch::Fetcher* network_ = nullptr;  // made when it is first asked for
  std::vector<std::string> environment_;     // ours, without what would configure the nodes
  std::filesystem::path waarmerk_;
  std::filesystem::path waarmerkd_;
  std::filesystem::path folder_;
};

}  // namespace waarmerk::cli
