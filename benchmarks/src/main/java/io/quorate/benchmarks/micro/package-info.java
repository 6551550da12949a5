/** Single parts of the core by themselves, each beside the least that its work could cost. */
package io.quorate.benchmarks.micro;
