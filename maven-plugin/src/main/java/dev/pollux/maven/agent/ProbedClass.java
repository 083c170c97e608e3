package dev.pollux.maven.agent;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A class on its way through the rewriter. */
final class ProbedClass extends ClassVisitor {
  private final boolean ours;
  private int version;
  private String name = "";
  private boolean changed;

  /**
   * Made for one class.
   *
   * @param ours whether it is the runtime's: its polls are watched, what else it does is its own
   */
  ProbedClass(ClassVisitor next, boolean ours) {
    super(Opcodes.ASM9, next);
    this.ours = ours;
  }

  boolean changed() {
    return changed;
  }

  void change() {
    changed = true;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    this.version = version & 0xFFFF;
    this.name = name;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
    if (next == null || version < Opcodes.V1_7 || (access & Opcodes.ACC_BRIDGE) != 0) {
      return next; // invokedynamic came with 7
    }
    return new ProbedMethod(next, this, ours, name, descriptor);
  }
}
