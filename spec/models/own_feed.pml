/* A feed's owner that crashes and is restored from backups: no place of the feed is ever shown with
   two bodies (spec/wire/feed.md 7, invariant I7).

   A body is known by the life of the owner that wrote it: after a restore it writes something else.
   An entry that is shown reaches any of the peers, or none; they pass on what they have. After a
   restore all are asked, and three have to answer, or all of fewer.

   With up to three peers, or where none of more is silent (AWAKE), that is enough. Else those that
   were shown the newest entry may be the silent ones, and the owner forks its feed, unless one of them
   answers (LUCKY).
   ASK_THREE leaves the others alone where three have answered, NO_QUESTION asks nobody, SHOW_FIRST
   shows an entry before it is on the disk. */

#ifndef PEERS
#define PEERS 3
#endif
#define ANSWERS 3
#define PLACES 3
#define LIVES 4

#ifdef ASK_THREE
#define asked_enough (answers == ANSWERS)
#else
#define asked_enough false
#endif

typedef Feed { byte length; byte body[PLACES] };

Feed disk, backup;                     /* places count from 0; a body is the life that wrote it */
byte shown[PLACES];                    /* the body under which others know a place, 0 for none */
byte seen[PEERS];                      /* how many places each peer knows */

byte life = 1;
bool safe = true;

byte newest, answers, i;

inline copy(to, from) {
  d_step {
    to.length = from.length;
    i = 0;
    do
    :: i < PLACES -> to.body[i] = from.body[i]; i++
    :: else -> break
    od;
    i = 0
  }
}

/* Fetches what others know, up to `newest`. */
inline fetch() {
  d_step {
    do
    :: disk.length < newest -> disk.body[disk.length] = shown[disk.length]; disk.length++
    :: else -> break
    od
  }
}

/* Each peer hears of the entry at `newest`, or does not. */
inline send() {
  i = 0;
  do
  :: i < PEERS ->
     if
     :: d_step {
          assert(shown[newest] == 0 || shown[newest] == life);
          shown[newest] = life;
          seen[i] = (seen[i] > newest + 1 -> seen[i] : newest + 1)
        }
     :: skip
     fi;
     i++
  :: else -> break
  od;
  i = 0
}

inline publish() {
  newest = disk.length;
#ifdef SHOW_FIRST
  send();
#endif
  if
  :: d_step { disk.body[newest] = life; disk.length = newest + 1 };
     if
     :: skip                           /* and crashes: the entry is on the disk, nobody knows it */
#ifndef SHOW_FIRST
     :: send()
#endif
     fi
  :: life < LIVES -> life++            /* crashes before: what was written is torn off */
  fi
}

/* Asks all peers; `newest` is what the best of those that answer knows. */
inline ask() {
  newest = 0;
  answers = 0;
  i = 0;
  do
  :: i < PEERS && !asked_enough ->
     if
     :: answers++; newest = (seen[i] > newest -> seen[i] : newest)
#ifndef AWAKE
     :: skip                           /* it is silent */
#endif
     fi;
     i++
  :: else -> break
  od;
  i = 0
}

/* Without the luck that is assumed, nothing is looked at further. */
inline assume_luck() {
#ifdef LUCKY
  do
  :: i < PEERS -> (seen[i] <= newest); i++
  :: else -> break
  od;
  i = 0;
#endif
  skip
}

inline recover() {
  ask();
  if
  :: answers < ANSWERS && answers < PEERS -> skip  /* asks again later */
  :: else ->
     assume_luck();
     if
     :: newest > disk.length -> fetch()
     :: else -> safe = true
     fi
  fi;
  newest = 0;
  answers = 0
}

active proctype owner() {
  do
  :: atomic { safe && disk.length < PLACES -> publish(); newest = 0 }
  :: atomic { safe && disk.length > backup.length -> copy(backup, disk) }
  :: atomic { life < LIVES && disk.length > backup.length ->
       copy(disk, backup);
       life++;
#ifndef NO_QUESTION
       safe = false
#endif
     }
  :: atomic { !safe -> recover() }
  od
}

/* Two peers compare what they have. */
active proctype gossip() {
  byte a, b;
  do
  :: atomic {
       select(a : 0 .. PEERS - 1);
       select(b : 0 .. PEERS - 1);
       seen[a] < seen[b] -> seen[a] = seen[b]; a = 0; b = 0
     }
  od
}
