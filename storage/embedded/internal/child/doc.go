// Package child runs a server as a child process that never outlives its parent.
//
// On Linux the kernel signals the child when the parent dies, however it dies. On other
// systems, a server that was left behind is found and stopped when its data folder is
// opened again.
//
// If a child ends by itself, Done and Err report it, with the last lines it wrote.
package child
