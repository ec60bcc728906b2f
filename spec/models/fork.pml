/* An owner that tells two stories, and three honest nodes that crash: all of them hold the proof in
   the end, and none of them ever unlearns it (spec/wire/feed.md 6, mesh.md 5, invariant I3).

   The nodes are linked in a line, and the owner shows one story at each end of it. What is pushed may
   be lost; comparisons are repeated, each for ever as often as it can be.

   NOT_KEPT tells of the proof before it is on the disk. */

#define NODES 3

mtype = { nothing, one, other };

mtype held[NODES] = nothing;           /* on the disk */
bool proof[NODES];                     /* on the disk */
bool told[NODES];                      /* whether others have been told of it */

#define all_know (proof[0] && proof[1] && proof[2])

inline learn_proof(n) {
#ifdef NOT_KEPT
  told[n] = true;
  if
  :: proof[n] = true
  :: skip                              /* crashed in between */
  fi
#else
  d_step { proof[n] = true; told[n] = true }
#endif
}

/* `n` meets a story: it keeps the first, and two are a proof. */
inline meet(n, story) {
  if
  :: held[n] == nothing -> held[n] = story
  :: held[n] != nothing && held[n] != story && !proof[n] -> learn_proof(n)
  :: else -> skip
  fi
}

active proctype liar() {
  atomic { meet(0, one) };
  atomic { meet(NODES - 1, other) }
}

/* A link between `a` and `b`: one of the two asks the other what it has. */
proctype link(byte a; byte b) {
  do
  :: atomic { held[b] != nothing && (held[a] == nothing || (held[a] != held[b] && !proof[a])) ->
       meet(a, held[b]) }
  :: atomic { proof[b] && !proof[a] -> learn_proof(a) }
  od
}

init {
  atomic {
    run link(0, 1); run link(1, 0);
    run link(1, 2); run link(2, 1)
  }
}

ltl all_learn { <> [] all_know }
ltl none_unlearns { [] ((told[0] -> proof[0]) && (told[1] -> proof[1]) && (told[2] -> proof[2])) }
