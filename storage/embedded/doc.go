// Package embedded runs servers for `demo` and for tests: a private Postgres cluster
// and an in-process Redis.
//
// OpenPostgres runs one private cluster, with the programs that package programs finds or
// fetches, on a unix socket that only this user can reach. Nothing listens on a network. The cluster ends with
// this process, however that ends.
//
// OpenRedis runs a Redis in this process. Its clock moves only with Advance.
//
// If no PostgreSQL can be found, the error is [programs.ErrNoPostgres] and lists the
// remedies. If a living process uses the data folder, it is ErrRunning; Attach then finds that
// process's server. A folder of a process that died is taken over, after waiting for
// its server to end.
package embedded
