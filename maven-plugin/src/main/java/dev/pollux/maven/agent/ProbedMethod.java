package dev.pollux.maven.agent;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A method on its way through the rewriter: what is written into it, and where. */
final class ProbedMethod extends MethodVisitor {
  private static final String POLL = "Ldev/pollux/Poll;";
  private static final String POLL_DESCRIPTOR = "(Ldev/pollux/Context;)" + POLL;
  private static final Handle BOOTSTRAP =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          SmokeAgent.PROBE,
          "bootstrap",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
              + "Ljava/lang/invoke/CallSite;",
          false);

  private final ProbedClass owner;
  private final boolean ours;
  private final String ownerName;
  private final boolean returnsPoll;

  ProbedMethod(
      MethodVisitor next, ProbedClass owner, boolean ours, String ownerName, String descriptor) {
    super(Opcodes.ASM9, next);
    this.owner = owner;
    this.ours = ours;
    this.ownerName = ownerName;
    this.returnsPoll = descriptor.endsWith(")" + POLL);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String name, String descriptor, boolean isInterface) {
    boolean dispatched = opcode == Opcodes.INVOKEINTERFACE || opcode == Opcodes.INVOKEVIRTUAL;
    if (dispatched && name.equals("poll") && descriptor.equals(POLL_DESCRIPTOR)) {
      super.visitInvokeDynamicInsn(name, "(L" + type + ";" + descriptor.substring(1), BOOTSTRAP);
      owner.change();
      return;
    }
    if (!ours) {
      announce(type, name);
    }
    super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN && returnsPoll && !ours) {
      super.visitInsn(Opcodes.DUP);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC, SmokeAgent.PROBE, "returned", "(" + POLL + ")V", false);
      owner.change();
    }
    super.visitInsn(opcode);
  }

  private void announce(String type, String name) {
    if (type.equals(ownerName)) {
      return;
    }
    boolean blocks = SensitiveCalls.blocks(type, name);
    if (blocks || SensitiveCalls.begins(type, name)) {
      super.visitLdcInsn(type.substring(type.lastIndexOf('/') + 1) + "." + name);
      super.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          SmokeAgent.PROBE,
          blocks ? "blocking" : "beginning",
          "(Ljava/lang/String;)V",
          false);
      owner.change();
    }
  }
}
