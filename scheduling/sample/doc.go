// Package sample makes believable students, residents and digipunten for any
// programme, so that `demo` has somebody to call and to be visited by. The same
// programme always gets the same people; nobody in it exists. What it makes
// would pass the checks of an import, and it cannot fail.
package sample
