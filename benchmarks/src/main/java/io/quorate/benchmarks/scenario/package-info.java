/**
 * What is done to a cluster by a file, and what became of it.
 *
 * <pre>
 *   ScenarioFile ─► Scenario ─► Play ──► Ground: VirtualGround  virtual time, by a seed
 *                                │               RigGround      members of this JVM
 *                                │               ProcessGround  processes of this host
 *                                ├──► Traffic    a client at a fixed rate, and what it saw
 *                                ├──► TimeLine   what happened, and the health as it changed
 *                                └──► Review     held against what the file expects
 * </pre>
 * A file runs unchanged on each ground.
 */
package io.quorate.benchmarks.scenario;
