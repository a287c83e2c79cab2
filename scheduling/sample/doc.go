// Package sample makes fictitious students, residents and digipunten for any programme,
// so that `demo` has people to call and to visit. The same programme always gets the
// same people. What it makes passes the checks of package imports. It cannot fail.
package sample
