//go:build !linux

package embedded_test

func forbidNamespaces() error { return nil }
