// Package redis stores live dialogues in Redis. Each is one key with a time to live,
// and a turn is saved with compare-and-set in one round trip. Memory stores other
// short-lived values.
//
// # Connecting
//
// Connect accepts these addresses, usually from REDIS_URL:
//
//	redis://[user:password@]host:port/db             one server
//	rediss://…                                       the same with TLS
//	unix:///run/redis/redis.sock?db=0                one server on a unix socket
//	redis+sentinel://host:port,host:port/master/db   the master found through Sentinels
//	redis+cluster://host:port,host:port              a Cluster, through any of its servers
//
// rediss+sentinel:// and rediss+cluster:// are those with TLS. User and password are
// those of the data servers; the Sentinels' are ?sentinel_username= and
// ?sentinel_password=. Other options (?pool_size=, ?read_timeout=) are those of
// go-redis.
//
// # Guarantees
//
// If several inputs save the same turn of a conversation, one succeeds; the others get
// flows.ErrTurnTaken and change nothing. That holds for any number of processes on one
// Redis, and if the client sends a save twice because of the network. A failover to a
// replica that has not received the last turn loses that turn: the next input of the
// conversation gets flows.ErrTurnTaken, loads the previous turn, and continues from
// there.
//
// Times to live are measured by the server's clock. If a session is lost, expired, or
// was written by a version with another schema, the error is flows.ErrNoSession, and
// the conversation starts anew. If Redis cannot be reached, every method returns the
// client's error, and whether a change was made is unknown.
//
// A count is not lost within its window unless Redis loses its data. If a response is
// lost on the network, a count may be incremented twice.
package redis
