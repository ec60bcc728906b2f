// The commands, in the order in which `waarmerk help` lists them.
#pragma once

#include <vector>

#include "cli/command.hpp"

namespace waarmerk::cli {

std::vector<Command> all_commands();

// Each in a file that is named for its noun or its verb.
Command badge_verify_command();
Command badge_explain_command();
Command badge_bake_command();
Command badge_unbake_command();
Command badge_import_command();
Command badge_export_command();
Command badge_print_command();
Command badge_kit_command();
Command badge_define_command();
Command badge_award_command();
Command badge_offer_command();
Command badge_offers_command();
Command badge_confirm_command();
Command badge_unoffer_command();
Command badge_ask_command();
Command badge_asked_command();
Command badge_unask_command();
Command badge_list_command();
Command badge_show_command();
Command badge_revoke_command();
Command badge_suspend_command();
Command badge_reinstate_command();
Command wallet_receive_command();
Command wallet_list_command();
Command wallet_show_command();
Command wallet_share_command();
Command wallet_present_command();
Command wallet_remove_command();
Command wallet_backup_command();
Command wallet_restore_command();
Command org_init_command();
Command org_rotate_key_command();
Command org_compromised_command();
Command org_heal_fork_command();
Command org_move_domain_command();
Command org_name_witnesses_command();
Command org_name_watchers_command();
Command org_name_mirrors_command();
Command org_deactivate_command();
Command org_appoint_custodian_command();
Command org_countersign_command();
Command org_close_command();
Command org_recognise_command();
Command org_endorse_command();
Command org_withdraw_command();
Command org_bits_command();
Command org_invite_command();
Command org_uninvite_command();
Command org_accept_command();
Command feed_show_command();
Command feed_erase_command();
Command custody_accept_command();
Command custody_list_command();
Command custody_revoke_command();
Command custody_suspend_command();
Command custody_reinstate_command();
Command node_start_command();
Command node_status_command();
Command node_doctor_command();
Command node_audit_command();
Command node_export_mirror_command();
Command node_export_bundle_command();
Command node_import_bundle_command();
Command node_rebuild_trust_command();
Command peer_add_command();
Command peer_list_command();
Command peer_remove_command();
Command peer_sync_command();
Command trust_explain_command();
Command trust_who_could_vouch_command();
Command trust_policy_command();
Command trust_graph_command();
Command token_create_command();
Command token_list_command();
Command token_withdraw_command();
Command key_add_command();
Command key_list_command();
Command key_passphrase_command();
Command did_resolve_command();
Command envelope_issue_command();
Command envelope_verify_command();
Command demo_command();
Command completion_command();
Command help_command();

}  // namespace waarmerk::cli
