// Package redis keeps live dialogues in Redis: each is one key with a time to
// live, and a turn is saved with compare-and-set, in one round trip. Beside them
// lies what is remembered for a short while (Memory).
//
// # Connecting
//
// Connect understands, in REDIS_URL:
//
//	redis://[user:password@]host:port/db             one server
//	rediss://…                                       the same with TLS
//	unix:///run/redis/redis.sock?db=0                one server on a unix socket
//	redis+sentinel://host:port,host:port/master/db   the master that the Sentinels know
//	redis+cluster://host:port,host:port              a Cluster, through any of its servers
//
// rediss+sentinel:// and rediss+cluster:// are those with TLS. User and password
// are the data servers'; the Sentinels' own are ?sentinel_username= and
// ?sentinel_password=. Other options (?pool_size=, ?read_timeout=) are go-redis's.
//
// # Guarantees
//
// Of all inputs that want to save one turn of a conversation, one succeeds;
// the others get flows.ErrTurnTaken and have changed nothing. That holds for
// any number of processes on one Redis, and when the network makes the client
// send a turn twice. A failover to a replica that had not
// yet got the last turn loses that turn: the next input of that conversation
// gets flows.ErrTurnTaken, reads the turn before, and is answered from there.
//
// Times to live run on the server's clock. A session that is lost, expired, or
// was written by a version with another schema is flows.ErrNoSession: the
// person is greeted anew. When Redis cannot be reached, every method fails with
// the client's error and nothing is known to have changed.
//
// A count is never lost while its window lasts, unless Redis is; one whose answer
// was lost on the network may count twice.
package redis
